import { Anchor, Button, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { client } from '../../lib/client.ts';
import { FormProblem, inputsOf } from '../../ui/form-problem.tsx';
import { NewPassword } from './new-password.tsx';
import { Outside } from './outside.tsx';

function Done() {
  return (
    <Stack gap="sm" role="status">
      <Text size="sm">Your new password holds from now on. You were signed out everywhere.</Text>
      <Button component={Link} to="/sign-in" size="sm">
        Sign in
      </Button>
    </Stack>
  );
}

/** Chooses a new password with the link of the mail. */
export function ResetPasswordPage() {
  const { token } = useSearch({ strict: false }) as { token?: string };
  const form = useForm({ initialValues: { password: '' } });
  const { mutate, error, isPending, isSuccess } = useMutation(
    client.account.resetPassword.mutationOptions({ meta: { showsErrors: true } }),
  );
  const footer = (
    <Anchor component={Link} to="/forgot-password" size="sm">
      Ask for a new link
    </Anchor>
  );
  const input = inputsOf(form, error);
  return (
    <Outside title="Choose a new password" footer={!isSuccess && footer}>
      {isSuccess ? (
        <Done />
      ) : (
        <form onSubmit={form.onSubmit((values) => mutate({ ...values, token: token ?? '' }))}>
          <Stack gap="sm">
            {!token && (
              <Text size="sm">This link is not whole. Open the one in the mail again, or ask for a new one.</Text>
            )}
            <FormProblem error={error} fields={['password']} />
            <NewPassword label="New password" description="At least 10 characters" autoFocus {...input('password')} />
            <Button type="submit" size="sm" loading={isPending} disabled={!token}>
              Save the new password
            </Button>
          </Stack>
        </form>
      )}
    </Outside>
  );
}
