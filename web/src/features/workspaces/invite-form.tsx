import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { client } from '../../lib/client.ts';
import { useMe } from '../../lib/me.ts';
import { FormProblem, inputsOf, problemAt } from '../../ui/form-problem.tsx';
import { DemoMail } from './demo-mail.tsx';
import { type GivenRole, rolesToGive } from './members.ts';
import { RoleSelect } from './role-select.tsx';

/** Invites somebody by mail, with a role not above one's own. */
export function InviteForm({ onDone }: { onDone: () => void }) {
  const roles = rolesToGive(useMe()?.workspace?.role);
  const queries = useQueryClient();
  const form = useForm<{ email: string; role: GivenRole }>({ initialValues: { email: '', role: 'rep' } });
  const { mutate, error, isPending } = useMutation(
    client.workspaces.invite.mutationOptions({
      meta: { showsErrors: true },
      onSuccess: async (_answer, { email }) => {
        onDone();
        notifications.show({ message: `An invitation is on its way to ${email}.` });
        await queries.invalidateQueries({ queryKey: client.workspaces.key() });
      },
    }),
  );
  const { role } = form.getValues();
  const input = inputsOf(form, error);
  return (
    <form onSubmit={form.onSubmit((values) => mutate(values))}>
      <Stack gap="sm">
        <FormProblem error={error} fields={['email', 'role']} />
        <TextInput label="Email" type="email" required data-autofocus {...input('email')} />
        <RoleSelect
          label="Role"
          roles={roles}
          value={role}
          onChange={(chosen) => form.setFieldValue('role', chosen)}
          error={problemAt(error, 'role')}
        />
        <DemoMail />
        <Group justify="flex-end">
          <Button type="submit" size="sm" loading={isPending}>
            Send invitation
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
