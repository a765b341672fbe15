import { Alert, Button, Code, CopyButton, Group, Select, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Check, Copy } from 'lucide-react';
import { client } from '../../lib/client.ts';
import { useMe } from '../../lib/me.ts';
import { FormProblem, inputsOf, problemAt } from '../../ui/form-problem.tsx';
import { type GivenRole, rolesToGive } from './members.ts';
import { RoleSelect } from './role-select.tsx';

const DAY_MS = 86_400_000;
const LIVES = [
  { value: '0', label: 'Never' },
  { value: '30', label: 'In 30 days' },
  { value: '90', label: 'In 90 days' },
  { value: '365', label: 'In a year' },
];

const expiryIn = (days: string) => (days === '0' ? undefined : Date.now() + Number(days) * DAY_MS);

/** The key, for the only time that it is shown. */
function Secret({ secret, onDone }: { secret: string; onDone: () => void }) {
  const example = `curl -H "Authorization: Bearer ${secret}" ${window.location.origin}/api/v1/me`;
  return (
    <Stack gap="sm">
      <Alert color="orange" variant="light" role="status">
        Copy the key now: it is not shown again.
      </Alert>
      <Group wrap="nowrap" gap="xs" align="stretch">
        <Code block style={{ flex: 1, overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }} aria-label="The new key">
          {secret}
        </Code>
        <CopyButton value={secret}>
          {({ copied, copy }) => (
            <Button
              variant="default"
              h="auto"
              data-autofocus
              leftSection={copied ? <Check size={14} aria-hidden /> : <Copy size={14} aria-hidden />}
              onClick={copy}
            >
              {copied ? 'Copied' : 'Copy'}
            </Button>
          )}
        </CopyButton>
      </Group>
      <Text size="xs" c="dimmed">
        Try it:
      </Text>
      <Code block style={{ overflowWrap: 'anywhere', whiteSpace: 'pre-wrap' }}>
        {example}
      </Code>
      <Group justify="flex-end">
        <Button size="sm" onClick={onDone}>
          Done
        </Button>
      </Group>
    </Stack>
  );
}

/** Creates an API key with a role not above one's own, and shows it once. */
export function ApiKeyForm({ onDone }: { onDone: () => void }) {
  const roles = rolesToGive(useMe()?.workspace?.role);
  const queries = useQueryClient();
  const form = useForm<{ name: string; role: GivenRole; days: string }>({
    initialValues: { name: '', role: 'rep', days: '0' },
  });
  const { mutate, data, error, isPending } = useMutation(
    client.workspaces.createApiKey.mutationOptions({
      meta: { showsErrors: true },
      onSuccess: () => queries.invalidateQueries({ queryKey: client.workspaces.key() }),
    }),
  );
  if (data) return <Secret secret={data.key} onDone={onDone} />;
  const create = form.onSubmit(({ name, role, days }) => mutate({ name, role, expiresAt: expiryIn(days) }));
  const input = inputsOf(form, error);
  return (
    <form onSubmit={create}>
      <Stack gap="sm">
        <FormProblem error={error} fields={['name', 'role']} />
        <TextInput label="Name" description="What uses it" required maxLength={100} data-autofocus {...input('name')} />
        <RoleSelect
          label="Role"
          roles={roles}
          value={form.getValues().role}
          onChange={(role) => form.setFieldValue('role', role)}
          error={problemAt(error, 'role')}
        />
        <Select label="Expires" data={LIVES} {...form.getInputProps('days')} />
        <Group justify="flex-end">
          <Button type="submit" size="sm" loading={isPending}>
            Create key
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
