import { Alert, Anchor, Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { client } from '../../lib/client.ts';
import { Outside } from './outside.tsx';

/** A path of ours: a link from elsewhere must not lead away after signing in. */
const safePath = (next: unknown) => (typeof next === 'string' && /^\/(?!\/)/.test(next) ? next : '/');

/** Signs a person in, and leads on to where they wanted to go. */
export function SignInPage() {
  const { next } = useSearch({ strict: false }) as { next?: string };
  const form = useForm({ initialValues: { email: '', password: '' } });
  const { mutate, error, isPending } = useMutation(
    client.account.signIn.mutationOptions({
      meta: { showsErrors: true },
      onSuccess: () => window.location.assign(safePath(next)),
    }),
  );
  const footer = (
    <>
      New here?{' '}
      <Anchor component={Link} to="/sign-up" size="sm">
        Create an account
      </Anchor>
    </>
  );
  return (
    <Outside title="Sign in" footer={footer}>
      <form onSubmit={form.onSubmit((values) => mutate(values))}>
        <Stack gap="sm">
          {error && (
            <Alert color="red" variant="light" role="alert">
              {error.message}
            </Alert>
          )}
          <TextInput
            label="Email"
            type="email"
            autoComplete="email"
            required
            autoFocus
            {...form.getInputProps('email')}
          />
          <PasswordInput
            label="Password"
            autoComplete="current-password"
            required
            {...form.getInputProps('password')}
          />
          <Button type="submit" size="sm" loading={isPending}>
            Sign in
          </Button>
          <Anchor component={Link} to="/forgot-password" size="sm">
            Forgot your password?
          </Anchor>
        </Stack>
      </form>
    </Outside>
  );
}
