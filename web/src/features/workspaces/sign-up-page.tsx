import { Anchor, Button, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { client } from '../../lib/client.ts';
import { FormProblem, inputsOf } from '../../ui/form-problem.tsx';
import { browserZone } from '../../ui/time-zone-select.tsx';
import { NewPassword } from './new-password.tsx';
import { Outside } from './outside.tsx';
import { safePath } from './safe-path.ts';

const FIELDS = ['name', 'email', 'password'];

/** Creates an account, and leads on: to the invitation one came from, else to naming a workspace. */
export function SignUpPage() {
  const { next, email = '' } = useSearch({ strict: false }) as { next?: string; email?: string };
  const form = useForm({ initialValues: { name: '', email, password: '' } });
  const { mutate, error, isPending } = useMutation(
    client.account.signUp.mutationOptions({
      meta: { showsErrors: true },
      onSuccess: () => window.location.assign(safePath(next, '/welcome')),
    }),
  );
  const footer = (
    <>
      You have an account?{' '}
      <Anchor underline="always" component={Link} to="/sign-in" search={{ next } as never} size="sm">
        Sign in
      </Anchor>
    </>
  );
  const input = inputsOf(form, error);
  return (
    <Outside title="Create an account" footer={footer}>
      <form onSubmit={form.onSubmit((values) => mutate({ ...values, timeZone: browserZone() }))}>
        <Stack gap="sm">
          <FormProblem error={error} fields={FIELDS} />
          <TextInput label="Your name" autoComplete="name" required autoFocus maxLength={100} {...input('name')} />
          <TextInput label="Email" type="email" autoComplete="email" required {...input('email')} />
          <NewPassword label="Password" description="At least 10 characters" {...input('password')} />
          <Button type="submit" size="sm" loading={isPending}>
            Create account
          </Button>
        </Stack>
      </form>
    </Outside>
  );
}
