import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { client } from '../../lib/client.ts';
import { useMe } from '../../lib/me.ts';
import { confirmThat } from '../../ui/confirm.tsx';
import { Panel } from '../../ui/panel.tsx';

/** The way out of a workspace; its owner hands it over first. */
export function LeavePanel({ name }: { name: string }) {
  const isOwner = useMe()?.workspace?.role === 'owner';
  const { mutate, isPending } = useMutation(
    client.workspaces.leaveWorkspace.mutationOptions({ onSuccess: () => window.location.assign('/') }),
  );
  const leave = () =>
    confirmThat({
      title: `Leave ${name}?`,
      text: 'What you made stays, and your API keys stop. To come back you need an invitation.',
      label: 'Leave',
      onConfirm: () => mutate({}),
    });
  return (
    <Panel
      title="Leave the workspace"
      text={
        isOwner
          ? 'You are the owner. Make somebody else the owner first, at Members.'
          : 'What you made stays. To come back you need an invitation.'
      }
      action={
        <Button
          variant="default"
          c={isOwner ? undefined : 'red'}
          disabled={isOwner}
          loading={isPending}
          onClick={leave}
        >
          Leave
        </Button>
      }
    />
  );
}
