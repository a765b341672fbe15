import { Button, Modal, Table } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { UserRoundPlus } from 'lucide-react';
import { client } from '../../lib/client.ts';
import { useMay } from '../../lib/me.ts';
import { Panel } from '../../ui/panel.tsx';
import { ShowMore } from '../../ui/show-more.tsx';
import { Waiting } from '../../ui/states.tsx';
import { InvitationsPanel } from './invitations-panel.tsx';
import { InviteForm } from './invite-form.tsx';
import { MemberRow } from './member-row.tsx';
import { useMemberActions } from './use-member-actions.ts';

function useSeats(): string | undefined {
  const { data } = useQuery(client.workspaces.readWorkspace.queryOptions());
  if (!data) return undefined;
  const { seatsTaken, limits } = data;
  return limits.members === null
    ? `${seatsTaken} ${seatsTaken === 1 ? 'seat is' : 'seats are'} taken`
    : `${seatsTaken} of ${limits.members} seats are taken, open invitations included`;
}

/** Who is in the workspace, who is invited, and as what. */
export function MembersPage() {
  const mayManage = useMay('admin');
  const seats = useSeats();
  const actions = useMemberActions();
  const [isInviting, { open, close }] = useDisclosure(false);
  const query = useInfiniteQuery(
    client.workspaces.listMembers.infiniteOptions({
      input: (cursor: string | undefined) => ({ cursor }),
      initialPageParam: undefined,
      getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    }),
  );
  const members = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const inviteButton = mayManage && (
    <Button leftSection={<UserRoundPlus size={14} aria-hidden />} onClick={open}>
      Invite
    </Button>
  );
  return (
    <>
      <Panel title="Members" text={seats} action={inviteButton} isFlush>
        <Waiting query={query} rows={3} />
        {members.length > 0 && (
          <Table horizontalSpacing="lg" layout="fixed">
            <Table.Tbody>
              {members.map((member) => (
                <MemberRow key={member.userId} member={member} actions={actions} />
              ))}
            </Table.Tbody>
          </Table>
        )}
        <ShowMore query={query} m="md" />
      </Panel>
      {mayManage && <InvitationsPanel />}
      <Modal opened={isInviting} onClose={close} title="Invite somebody">
        <InviteForm onDone={close} />
      </Modal>
    </>
  );
}
