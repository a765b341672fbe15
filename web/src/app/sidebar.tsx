import {
  ActionIcon,
  Avatar,
  Badge,
  Box,
  Group,
  Menu,
  ScrollArea,
  Stack,
  Text,
  UnstyledButton,
  useMantineColorScheme,
  VisuallyHidden,
} from '@mantine/core';
import { spotlight } from '@mantine/spotlight';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useLocation, useNavigate } from '@tanstack/react-router';
import { Check, ChevronsUpDown, Keyboard, LogOut, Moon, Plus, Search, Sun, UserRound } from 'lucide-react';
import { client, rpc } from '../lib/client.ts';
import type { Me } from '../lib/me.ts';
import { DESTINATIONS, type Destination } from './navigation.ts';
import { openShortcuts } from './shortcuts.tsx';

function WorkspaceMenu({ me }: { me: Me }) {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { mutate } = useMutation(
    client.workspaces.switchWorkspace.mutationOptions({
      onSuccess: async () => {
        queries.clear();
        await navigate({ to: '/' });
        window.location.reload(); // every query, stream and form belongs to the workspace that was left
      },
    }),
  );
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <UnstyledButton className="nav-link" aria-label="Switch workspace" style={{ flex: 1, minWidth: 0 }}>
          <Avatar size={22} radius="sm" color="iris" name={me.workspace?.name} variant="filled" />
          <Text size="sm" fw={600} truncate style={{ flex: 1 }}>
            {me.workspace?.name}
          </Text>
          <ChevronsUpDown size={14} aria-hidden />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>Workspaces</Menu.Label>
        {me.workspaces.map(({ id, name }) => (
          <Menu.Item
            key={id}
            onClick={() => mutate({ workspaceId: id })}
            rightSection={id === me.workspace?.id && <Check size={14} aria-hidden />}
          >
            {name}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<Plus size={14} aria-hidden />} component={Link} to="/welcome">
          New workspace
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function PersonMenu({ me }: { me: Me }) {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const isDark = colorScheme === 'dark';
  const signOut = async () => {
    await rpc.account.signOut();
    window.location.assign('/sign-in');
  };
  return (
    <Menu position="top-start">
      <Menu.Target>
        <UnstyledButton className="nav-link" aria-label="Your account" style={{ flex: 1, minWidth: 0 }}>
          <Avatar size={22} name={me.user?.name} color="initials" />
          <Text size="sm" truncate style={{ flex: 1 }}>
            {me.user?.name}
          </Text>
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{me.user?.email}</Menu.Label>
        <Menu.Item leftSection={<UserRound size={14} aria-hidden />} component={Link} to="/settings/profile">
          Your profile
        </Menu.Item>
        <Menu.Item
          leftSection={isDark ? <Sun size={14} aria-hidden /> : <Moon size={14} aria-hidden />}
          onClick={() => setColorScheme(isDark ? 'light' : 'dark')}
        >
          {isDark ? 'Light colours' : 'Dark colours'}
        </Menu.Item>
        <Menu.Item leftSection={<Keyboard size={14} aria-hidden />} onClick={openShortcuts}>
          Keyboard shortcuts
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<LogOut size={14} aria-hidden />} onClick={() => void signOut()}>
          Sign out
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** What a link to the page itself has. */
const HERE = { 'data-status': 'active', 'aria-current': 'page' } as const;

/** How much waits in a queue. */
function useWaiting(isQueue: boolean): number {
  const { data } = useQuery({ ...client.ledger.countUncertain.queryOptions(), enabled: isQueue });
  return isQueue && data ? data.count : 0;
}

function NavLink({ destination }: { destination: Destination }) {
  const { to, label, icon: Icon, holds, isQueue = false } = destination;
  const { pathname } = useLocation();
  const waiting = useWaiting(isQueue);
  if (isQueue && waiting === 0 && pathname !== to) return null;
  return (
    <Link
      to={to}
      className="nav-link"
      activeOptions={{ exact: to === '/' }}
      {...(holds && pathname.startsWith(holds) ? HERE : {})}
    >
      <Icon size={16} aria-hidden />
      {label}
      {waiting > 0 && (
        <Badge color="orange" ml="auto">
          {waiting}
          <VisuallyHidden> waiting</VisuallyHidden>
        </Badge>
      )}
    </Link>
  );
}

/** Where one is and where one can go. */
export function Sidebar({ me }: { me: Me }) {
  return (
    <Stack h="100%" gap={0} p="xs">
      <Group gap={2} wrap="nowrap" mb="xs">
        <WorkspaceMenu me={me} />
        <ActionIcon variant="subtle" color="gray" onClick={spotlight.open} aria-label="Search and commands">
          <Search size={16} aria-hidden />
        </ActionIcon>
      </Group>
      <ScrollArea style={{ flex: 1 }}>
        <Box component="nav" aria-label="Main">
          {DESTINATIONS.map((destination) => (
            <NavLink key={destination.to} destination={destination} />
          ))}
        </Box>
      </ScrollArea>
      <Group gap={0}>
        <PersonMenu me={me} />
      </Group>
    </Stack>
  );
}
