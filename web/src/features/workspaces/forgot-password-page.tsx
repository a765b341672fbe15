import { Anchor, Button, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { client } from '../../lib/client.ts';
import { FormProblem, inputsOf } from '../../ui/form-problem.tsx';
import { DemoMail } from './demo-mail.tsx';
import { Outside } from './outside.tsx';

function Sent({ email, onAgain }: { email: string; onAgain: () => void }) {
  return (
    <Stack gap="sm" role="status">
      <Text size="sm">
        If there is an account for <strong>{email}</strong>, a mail with a link is on its way. The link works once, for
        an hour.
      </Text>
      <DemoMail />
      <Anchor component="button" type="button" size="sm" ta="left" onClick={onAgain}>
        Another address, or nothing came?
      </Anchor>
    </Stack>
  );
}

/** Asks for a mail with a link to choose a new password. */
export function ForgotPasswordPage() {
  const form = useForm({ initialValues: { email: '' } });
  const { mutate, error, isPending, isSuccess, variables, reset } = useMutation(
    client.account.forgotPassword.mutationOptions({ meta: { showsErrors: true } }),
  );
  const footer = (
    <Anchor component={Link} to="/sign-in" size="sm">
      Back to sign in
    </Anchor>
  );
  const input = inputsOf(form, error);
  return (
    <Outside title={isSuccess ? 'Look into your mail' : 'Forgot your password?'} footer={footer}>
      {isSuccess ? (
        <Sent email={variables.email} onAgain={reset} />
      ) : (
        <form onSubmit={form.onSubmit((values) => mutate(values))}>
          <Stack gap="sm">
            <Text size="sm" c="dimmed">
              Give your address, and we mail you a link to choose a new password.
            </Text>
            <FormProblem error={error} fields={['email']} />
            <TextInput label="Email" type="email" autoComplete="email" required autoFocus {...input('email')} />
            <Button type="submit" size="sm" loading={isPending}>
              Mail me a link
            </Button>
          </Stack>
        </form>
      )}
    </Outside>
  );
}
