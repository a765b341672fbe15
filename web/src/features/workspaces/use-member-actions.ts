import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { client, rpc } from '../../lib/client.ts';
import { confirmThat } from '../../ui/confirm.tsx';
import { showUndo } from '../../ui/undo.tsx';
import type { GivenRole, Member } from './members.ts';
import { ROLE_WORDS } from './roles.ts';

/** What can be done to a member, each with its way back where there is one. */
export function useMemberActions() {
  const queries = useQueryClient();
  const refresh = () => queries.invalidateQueries({ queryKey: client.workspaces.key() });
  const settled = { onSettled: refresh };
  const { workspaces } = client;
  const role = useMutation(workspaces.changeRole.mutationOptions(settled));
  const suspend = useMutation(workspaces.suspendMember.mutationOptions(settled));
  const restore = useMutation(workspaces.restoreMember.mutationOptions(settled));
  const remove = useMutation(workspaces.removeMember.mutationOptions(settled));
  const transfer = useMutation(workspaces.transferOwnership.mutationOptions(settled));

  return {
    changeRole: ({ userId, name, role: before }: Member & { role: GivenRole }, after: GivenRole) =>
      role.mutate(
        { userId, role: after },
        {
          onSuccess: () =>
            showUndo(`${name} is now ${ROLE_WORDS[after].label.toLowerCase()}.`, () =>
              role.mutate({ userId, role: before }),
            ),
        },
      ),
    suspend: ({ userId, name }: Member) =>
      suspend.mutate(
        { userId },
        {
          onSuccess: () =>
            showUndo(`${name} is shut out.`, () => void rpc.workspaces.restoreMember({ userId }).then(refresh)),
        },
      ),
    restore: ({ userId, name }: Member) =>
      restore.mutate({ userId }, { onSuccess: () => notifications.show({ message: `${name} is back in.` }) }),
    remove: ({ userId, name }: Member) =>
      confirmThat({
        title: `Remove ${name}?`,
        text: `What ${name} made stays, and their API keys stop. To come back, they need an invitation.`,
        label: 'Remove',
        onConfirm: () => remove.mutate({ userId }),
      }),
    makeOwner: ({ userId, name }: Member) =>
      confirmThat({
        title: `Make ${name} the owner?`,
        text: `You become an admin. Only ${name} can give the ownership back.`,
        label: 'Transfer ownership',
        onConfirm: () => transfer.mutate({ userId }),
      }),
  };
}
