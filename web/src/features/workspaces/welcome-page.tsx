import { Anchor, Button, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, Navigate } from '@tanstack/react-router';
import { ApiProblem, client, rpc } from '../../lib/client.ts';
import type { Me } from '../../lib/me.ts';
import { FormProblem, inputsOf } from '../../ui/form-problem.tsx';
import { Failed, Loading } from '../../ui/states.tsx';
import { browserZone, TimeZoneSelect } from '../../ui/time-zone-select.tsx';
import { Outside } from './outside.tsx';

function WorkspaceForm() {
  const form = useForm({ initialValues: { name: '', timeZone: browserZone() } });
  const { mutate, error, isPending } = useMutation(
    client.workspaces.createWorkspace.mutationOptions({
      meta: { showsErrors: true },
      onSuccess: () => window.location.assign('/'), // every query, stream and form belongs to the workspace before
    }),
  );
  const input = inputsOf(form, error);
  return (
    <form onSubmit={form.onSubmit((values) => mutate(values))}>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          A workspace holds your contacts, sequences and mailboxes. You can invite colleagues later.
        </Text>
        <FormProblem error={error} fields={['name', 'timeZone']} />
        <TextInput
          label="Name of the workspace"
          placeholder="Your company or team"
          required
          autoFocus
          maxLength={100}
          {...input('name')}
        />
        <TimeZoneSelect required {...input('timeZone')} />
        <Button type="submit" size="sm" loading={isPending}>
          Create workspace
        </Button>
      </Stack>
    </form>
  );
}

/** For somebody who is in workspaces, and in none of them just now: as after being let in again. */
function Others({ workspaces }: Pick<Me, 'workspaces'>) {
  const { mutate, isPending } = useMutation(
    client.workspaces.switchWorkspace.mutationOptions({ onSuccess: () => window.location.assign('/') }),
  );
  return (
    <Stack gap="xs" mb="lg">
      {workspaces.map(({ id, name }) => (
        <Button key={id} variant="default" size="sm" disabled={isPending} onClick={() => mutate({ workspaceId: id })}>
          Open {name}
        </Button>
      ))}
    </Stack>
  );
}

async function signOut() {
  await rpc.account.signOut();
  window.location.assign('/sign-in');
}

/** Names a new workspace: the first one after signing up, or one more. */
export function WelcomePage() {
  const { data: me, error, refetch } = useQuery(client.workspaces.getMe.queryOptions());
  if (error instanceof ApiProblem && error.status === 401)
    return <Navigate to="/sign-in" search={{ next: '/welcome' } as never} />;
  const footer = me?.workspace ? (
    <Anchor component={Link} to="/" size="sm">
      Back to {me.workspace.name}
    </Anchor>
  ) : (
    <>
      Signed in as {me?.user?.email}.{' '}
      <Anchor underline="always" component="button" type="button" size="sm" onClick={() => void signOut()}>
        Sign out
      </Anchor>
    </>
  );
  return (
    <Outside title={me?.workspace ? 'New workspace' : 'Name your workspace'} footer={me && footer}>
      {error && <Failed error={error} onRetry={() => void refetch()} />}
      {!me && !error && <Loading rows={3} />}
      {me && !me.workspace && me.workspaces.length > 0 && <Others workspaces={me.workspaces} />}
      {me && <WorkspaceForm />}
    </Outside>
  );
}
