import { ActionIcon, Avatar, Badge, Group, Menu, Stack, Table, Text } from '@mantine/core';
import { Crown, Ellipsis, UserRoundCheck, UserRoundMinus, UserRoundX } from 'lucide-react';
import { mayManage } from '../../../../workflows/workspaces/rules.ts';
import { useMe } from '../../lib/me.ts';
import { When } from '../../ui/when.tsx';
import { type Member, rolesToGive } from './members.ts';
import { RoleSelect } from './role-select.tsx';
import { ROLE_WORDS } from './roles.ts';
import { useMemberActions } from './use-member-actions.ts';

type RowProps = { member: Member; actions: ReturnType<typeof useMemberActions> };

function MemberMenu({ member, actions }: RowProps) {
  const isOwner = useMe()?.workspace?.role === 'owner';
  const isActive = member.status === 'active';
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={`More for ${member.name}`}>
          <Ellipsis size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {isOwner && isActive && (
          <Menu.Item leftSection={<Crown size={14} aria-hidden />} onClick={() => actions.makeOwner(member)}>
            Make owner
          </Menu.Item>
        )}
        {isActive ? (
          <Menu.Item leftSection={<UserRoundX size={14} aria-hidden />} onClick={() => actions.suspend(member)}>
            Suspend
          </Menu.Item>
        ) : (
          <Menu.Item leftSection={<UserRoundCheck size={14} aria-hidden />} onClick={() => actions.restore(member)}>
            Restore
          </Menu.Item>
        )}
        <Menu.Item
          color="red"
          leftSection={<UserRoundMinus size={14} aria-hidden />}
          onClick={() => actions.remove(member)}
        >
          Remove
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function RoleCell({ member, actions }: RowProps) {
  const me = useMe();
  const { role, name } = member;
  const mine = me?.workspace?.role;
  if (role === 'owner' || !mine || !mayManage(mine, role) || member.userId === me.user?.id)
    return <Text size="sm">{ROLE_WORDS[role].label}</Text>;
  return (
    <RoleSelect
      size="xs"
      w={110}
      aria-label={`Role of ${name}`}
      roles={rolesToGive(mine)}
      value={role}
      onChange={(after) => actions.changeRole({ ...member, role }, after)}
    />
  );
}

/** One member: who, as what, since when, and what can be done. */
export function MemberRow({ member, actions }: RowProps) {
  const me = useMe();
  const isMe = member.userId === me?.user?.id;
  const mine = me?.workspace?.role;
  const isManageable = !isMe && mine !== undefined && mayManage(mine, member.role);
  return (
    <Table.Tr>
      <Table.Td>
        <Group gap="sm" wrap="nowrap" style={{ opacity: member.status === 'suspended' ? 0.6 : 1 }}>
          <Avatar size={28} name={member.name} color="initials" visibleFrom="xs" />
          <Stack gap={0} style={{ minWidth: 0 }}>
            <Group gap={6}>
              <Text size="sm" fw={500} truncate>
                {member.name}
              </Text>
              {isMe && <Badge color="gray">You</Badge>}
              {member.status === 'suspended' && <Badge color="orange">Suspended</Badge>}
            </Group>
            <Text size="xs" c="dimmed" truncate>
              {member.email}
            </Text>
          </Stack>
        </Group>
      </Table.Td>
      <Table.Td w={{ base: 116, sm: 150 }} px={{ base: 0, sm: 'lg' }}>
        <RoleCell member={member} actions={actions} />
      </Table.Td>
      <Table.Td w={120} visibleFrom="sm">
        <When at={member.joinedAt} size="sm" c="dimmed" />
      </Table.Td>
      <Table.Td w={76} ta="right">
        {isManageable && <MemberMenu member={member} actions={actions} />}
      </Table.Td>
    </Table.Tr>
  );
}
