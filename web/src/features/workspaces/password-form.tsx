import { Button, Group, PasswordInput, SimpleGrid } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { client } from '../../lib/client.ts';
import { FormProblem, inputsOf } from '../../ui/form-problem.tsx';
import { Panel } from '../../ui/panel.tsx';
import { NewPassword } from './new-password.tsx';

/** Changes one's password; other browsers are signed out. */
export function PasswordForm() {
  const form = useForm({ initialValues: { password: '', newPassword: '' } });
  const { mutate, error, isPending } = useMutation(
    client.account.changePassword.mutationOptions({
      meta: { showsErrors: true },
      onSuccess: () => {
        form.reset();
        notifications.show({ message: 'Your new password holds. You were signed out everywhere else.' });
      },
    }),
  );
  const input = inputsOf(form, error);
  return (
    <form onSubmit={form.onSubmit((values) => mutate(values))}>
      <Panel title="Password" text="Your other sessions end when you change it">
        <FormProblem error={error} fields={['password', 'newPassword']} />
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <PasswordInput label="Current password" autoComplete="current-password" required {...input('password')} />
          <NewPassword label="New password" placeholder="At least 10 characters" {...input('newPassword')} />
        </SimpleGrid>
        <Group justify="flex-end">
          <Button type="submit" size="sm" variant="default" loading={isPending}>
            Change password
          </Button>
        </Group>
      </Panel>
    </form>
  );
}
