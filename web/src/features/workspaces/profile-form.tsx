import { Button, Group, SimpleGrid, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { client } from '../../lib/client.ts';
import type { Me } from '../../lib/me.ts';
import { FormProblem, inputsOf } from '../../ui/form-problem.tsx';
import { Panel } from '../../ui/panel.tsx';
import { TimeZoneSelect } from '../../ui/time-zone-select.tsx';
import { useSaved } from './use-saved.ts';

type ProfileFormProps = { user: NonNullable<Me['user']> };

/** Changes one's name and time zone. */
export function ProfileForm({ user }: ProfileFormProps) {
  const form = useForm({ initialValues: { name: user.name, timeZone: user.timeZone } });
  const { mutate, error, isPending } = useMutation(
    client.account.updateMe.mutationOptions(
      useSaved(form, { queryKey: client.workspaces.key(), message: 'Your profile is saved.' }),
    ),
  );
  const input = inputsOf(form, error);
  return (
    <form onSubmit={form.onSubmit((values) => mutate(values))}>
      <Panel title="Your profile">
        <FormProblem error={error} fields={['name', 'timeZone']} />
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <TextInput label="Name" autoComplete="name" required maxLength={100} {...input('name')} />
          <TimeZoneSelect required {...input('timeZone')} />
        </SimpleGrid>
        <Group justify="flex-end">
          <Button type="submit" size="sm" loading={isPending} disabled={!form.isDirty()}>
            Save
          </Button>
        </Group>
      </Panel>
    </form>
  );
}
