import { ActionIcon, Badge, Button, Group, Stack, Table, Text, Tooltip } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { X } from 'lucide-react';
import { client } from '../../lib/client.ts';
import { Panel } from '../../ui/panel.tsx';
import { ShowMore } from '../../ui/show-more.tsx';
import { Failed } from '../../ui/states.tsx';
import { showUndo } from '../../ui/undo.tsx';
import { When } from '../../ui/when.tsx';
import type { Invitation } from './members.ts';
import { ROLE_WORDS } from './roles.ts';

function useInvitationActions() {
  const queries = useQueryClient();
  const settled = { onSettled: () => queries.invalidateQueries({ queryKey: client.workspaces.key() }) };
  const resend = useMutation(client.workspaces.resendInvitation.mutationOptions(settled));
  const cancel = useMutation(client.workspaces.cancelInvitation.mutationOptions(settled));
  const invite = useMutation(client.workspaces.invite.mutationOptions(settled));
  return {
    resend: ({ id, email }: Invitation) =>
      resend.mutate(
        { invitationId: id },
        {
          onSuccess: () =>
            notifications.show({ message: `A new mail is on its way to ${email}, good for seven days.` }),
        },
      ),
    cancel: ({ id, email, role }: Invitation) =>
      cancel.mutate(
        { invitationId: id },
        {
          onSuccess: () =>
            showUndo(`${email} is no longer invited.`, () => role !== 'owner' && invite.mutate({ email, role })),
        },
      ),
  };
}

type RowProps = { invitation: Invitation; actions: ReturnType<typeof useInvitationActions> };

function InvitationRow({ invitation, actions }: RowProps) {
  const { email, role, inviterName, expiresAt, isExpired } = invitation;
  return (
    <Table.Tr>
      <Table.Td>
        <Stack gap={0} style={{ minWidth: 0 }}>
          <Text size="sm" fw={500} truncate>
            {email}
          </Text>
          <Text size="xs" c="dimmed" truncate>
            {ROLE_WORDS[role].label}, invited by {inviterName}
          </Text>
        </Stack>
      </Table.Td>
      <Table.Td w={150} visibleFrom="sm">
        {isExpired ? (
          <Badge color="orange">Expired</Badge>
        ) : (
          <Group gap={4}>
            <Text size="sm" c="dimmed">
              Expires
            </Text>
            <When at={expiresAt} size="sm" c="dimmed" />
          </Group>
        )}
      </Table.Td>
      <Table.Td w={190}>
        <Group gap="xs" justify="flex-end" wrap="nowrap">
          <Button variant="default" onClick={() => actions.resend(invitation)}>
            Send again
          </Button>
          <Tooltip label="Take back">
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={`Take back the invitation of ${email}`}
              onClick={() => actions.cancel(invitation)}
            >
              <X size={16} aria-hidden />
            </ActionIcon>
          </Tooltip>
        </Group>
      </Table.Td>
    </Table.Tr>
  );
}

/** Who is invited and has not answered. */
export function InvitationsPanel() {
  const actions = useInvitationActions();
  const query = useInfiniteQuery(
    client.workspaces.listInvitations.infiniteOptions({
      input: (cursor: string | undefined) => ({ cursor }),
      initialPageParam: undefined,
      getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    }),
  );
  if (query.error) return <Failed error={query.error} onRetry={() => void query.refetch()} />;
  const invitations = query.data?.pages.flatMap(({ items }) => items) ?? [];
  if (invitations.length === 0) return null;
  return (
    <Panel title="Invitations" text="A link is good for seven days" isFlush>
      <Table horizontalSpacing="lg" layout="fixed">
        <Table.Tbody>
          {invitations.map((invitation) => (
            <InvitationRow key={invitation.id} invitation={invitation} actions={actions} />
          ))}
        </Table.Tbody>
      </Table>
      <ShowMore query={query} m="md" />
    </Panel>
  );
}
