import { Alert, Badge, Button, Group, PasswordInput, SimpleGrid, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { client } from '../../lib/client.ts';
import type { Me } from '../../lib/me.ts';
import { FormProblem, inputsOf } from '../../ui/form-problem.tsx';
import { Panel } from '../../ui/panel.tsx';
import { DemoMail } from './demo-mail.tsx';

type AddressFormProps = { user: NonNullable<Me['user']> };

/** Changes the address that one signs in with: both addresses have their say by mail first. */
export function AddressForm({ user: { email, isVerified } }: AddressFormProps) {
  const form = useForm({ initialValues: { email: '', password: '' } });
  const { mutate, error, isPending, isSuccess, variables } = useMutation(
    client.account.changeAddress.mutationOptions({ meta: { showsErrors: true }, onSuccess: () => form.reset() }),
  );
  const first = isVerified ? email : variables?.email;
  const state = isVerified ? <Badge color="teal">Verified</Badge> : <Badge color="orange">Not verified</Badge>;
  const input = inputsOf(form, error);
  return (
    <form onSubmit={form.onSubmit((values) => mutate(values))}>
      <Panel title="Mail address" text={`You sign in as ${email}`} action={state}>
        <FormProblem error={error} fields={['email', 'password']} />
        {isSuccess && (
          <Alert color="iris" variant="light" role="status">
            Open the link in the mail that we sent to {first}. Until then your address stays as it is.
            <DemoMail />
          </Alert>
        )}
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <TextInput label="New address" type="email" autoComplete="email" required {...input('email')} />
          <PasswordInput label="Your password" autoComplete="current-password" required {...input('password')} />
        </SimpleGrid>
        <Group justify="flex-end">
          <Button type="submit" size="sm" variant="default" loading={isPending}>
            Change address
          </Button>
        </Group>
      </Panel>
    </form>
  );
}
