import { Button, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { client } from '../../lib/client.ts';
import { FormProblem } from '../../ui/form-problem.tsx';
import { DemoMail } from './demo-mail.tsx';
import { Outside } from './outside.tsx';
import { claimsOf } from './verification-token.ts';

type Words = { title: string; text: string; button: string; done: string; isHalfWay?: boolean };

function wordsOf(token: string | undefined): Words {
  const claims = claimsOf(token);
  if (claims?.requestType === 'change-email-confirmation')
    return {
      title: 'Change your mail address?',
      text: `Your address changes from ${claims.email} to ${claims.updateTo}.`,
      button: 'Yes, change it',
      done: `One step is left: open the link in the mail that we sent to ${claims.updateTo}.`,
      isHalfWay: true,
    };
  const address = claims?.updateTo ?? claims?.email;
  return {
    title: 'Verify your address',
    text: address ? `Is ${address} yours?` : 'Is this mail address yours?',
    button: 'Yes, it is mine',
    done: address ? `${address} is verified.` : 'Your address is verified.',
  };
}

/** Proves a mail address by a click: a scanner that only opens links proves nothing. */
export function VerifyAddressPage() {
  const { token } = useSearch({ strict: false }) as { token?: string };
  const { mutate, error, isPending, isSuccess } = useMutation(
    client.account.verifyAddress.mutationOptions({ meta: { showsErrors: true } }),
  );
  const { title, text, button, done, isHalfWay } = wordsOf(token);
  return (
    <Outside title={title}>
      <Stack gap="sm">
        <FormProblem error={error} />
        {!error && (
          <Text size="sm" role="status">
            {isSuccess ? done : text}
          </Text>
        )}
        {isSuccess && isHalfWay && <DemoMail />}
        {!isSuccess && !error && (
          <Button size="sm" autoFocus loading={isPending} onClick={() => mutate({ token: token ?? '' })}>
            {button}
          </Button>
        )}
        {(isSuccess || error) && (
          <Button component="a" href="/" size="sm" variant={isSuccess ? 'filled' : 'default'}>
            Go on
          </Button>
        )}
      </Stack>
    </Outside>
  );
}
