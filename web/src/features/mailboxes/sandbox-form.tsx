import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { FormProblem, inputsOf } from '../../ui/form-problem.tsx';
import { useCreateMailbox } from './use-create-mailbox.ts';

/** Asks for the address of a sandbox mailbox. */
export function SandboxForm() {
  const { mutate, isPending, error } = useCreateMailbox();
  const form = useForm({ initialValues: { email: '' } });
  return (
    <form noValidate onSubmit={form.onSubmit(({ email }) => mutate({ provider: 'sandbox', email }))}>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          A sandbox mailbox sends to a server on this machine. Nothing leaves it; you read the mails under Sandbox and
          answer them as their recipients would.
        </Text>
        <TextInput
          label="Address"
          description="It may be made up"
          placeholder="robin@acme.example"
          type="email"
          autoComplete="off"
          data-autofocus
          {...inputsOf(form, error)('email')}
        />
        <FormProblem error={error} fields={['email']} />
        <Group justify="flex-end">
          <Button type="submit" size="sm" loading={isPending}>
            Connect
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
