import { AppShell, Burger, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Outlet, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { client } from '../lib/client.ts';
import type { Me } from '../lib/me.ts';
import { useLiveEvents } from './live.ts';
import { Palette } from './palette.tsx';
import { useShortcuts } from './shortcuts.tsx';
import { Sidebar } from './sidebar.tsx';
import { Trouble } from './trouble.tsx';
import { VerifyBanner } from './verify-banner.tsx';

/** Somebody who is moved to another workspace, or out of this one, starts anew: what is shown belongs to the one before. */
function useOneWorkspace(me: Me | undefined) {
  const id = me && (me.workspace?.id ?? 'none');
  const first = useRef(id);
  useEffect(() => {
    first.current ??= id;
    if (id !== undefined && id !== first.current) window.location.assign('/');
  }, [id]);
}

/** The frame around every page: where one is, where one can go, and what is wrong. */
export function Shell() {
  const [isOpen, { toggle, close }] = useDisclosure(false);
  const { data: me } = useQuery(client.workspaces.getMe.queryOptions());
  const { isConnected } = useLiveEvents(me?.workspace?.id);
  const pathname = useRouterState({ select: ({ location }) => location.pathname });
  useShortcuts();
  useOneWorkspace(me);
  useEffect(close, [pathname, close]);
  return (
    <AppShell
      navbar={{ width: 224, breakpoint: 'sm', collapsed: { mobile: !isOpen } }}
      header={{ height: { base: 48, sm: 0 } }}
      padding={0}
    >
      <AppShell.Header hiddenFrom="sm" px="md">
        <Group h="100%" gap="sm">
          <Burger opened={isOpen} onClick={toggle} size="sm" aria-label={isOpen ? 'Close the menu' : 'Open the menu'} />
          <Text fw={600}>{me?.workspace?.name}</Text>
        </Group>
      </AppShell.Header>
      <AppShell.Navbar bg="var(--app-sidebar)">{me && <Sidebar me={me} />}</AppShell.Navbar>
      <AppShell.Main>
        {me && <VerifyBanner me={me} />}
        <Trouble isConnected={isConnected} />
        <Outlet />
      </AppShell.Main>
      <Palette />
    </AppShell>
  );
}
