import { Anchor, Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { client } from '../../lib/client.ts';
import { FormProblem } from '../../ui/form-problem.tsx';
import { Outside } from './outside.tsx';
import { safePath } from './safe-path.ts';

/** Signs a person in, and leads on to where they wanted to go. */
export function SignInPage() {
  const { next, email = '' } = useSearch({ strict: false }) as { next?: string; email?: string };
  const { data: about } = useQuery(client.account.getAbout.queryOptions());
  const form = useForm({ initialValues: { email, password: '' } });
  const { mutate, error, isPending } = useMutation(
    client.account.signIn.mutationOptions({
      meta: { showsErrors: true },
      onSuccess: () => window.location.assign(safePath(next)),
    }),
  );
  const demo = about?.demoSignIn;
  const footer = (
    <>
      New here?{' '}
      <Anchor underline="always" component={Link} to="/sign-up" search={{ next } as never} size="sm">
        Create an account
      </Anchor>
    </>
  );
  return (
    <Outside title="Sign in" footer={footer}>
      <form onSubmit={form.onSubmit((values) => mutate(values))}>
        <Stack gap="sm">
          <FormProblem error={error} />
          <TextInput
            label="Email"
            type="email"
            autoComplete="email"
            required
            autoFocus={!email}
            {...form.getInputProps('email')}
          />
          <PasswordInput
            label="Password"
            autoComplete="current-password"
            required
            autoFocus={Boolean(email)}
            {...form.getInputProps('password')}
          />
          <Button type="submit" size="sm" loading={isPending}>
            Sign in
          </Button>
          {demo && (
            <Button variant="default" size="sm" disabled={isPending} onClick={() => mutate(demo)}>
              Sign in to the demo
            </Button>
          )}
          <Anchor component={Link} to="/forgot-password" size="sm">
            Forgot your password?
          </Anchor>
        </Stack>
      </form>
    </Outside>
  );
}
