import { Box, Flex } from '@mantine/core';
import { Link, Outlet, useRouterState } from '@tanstack/react-router';
import { Building2, History, KeyRound, type LucideIcon, TextCursorInput, UserRound, Users } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { Role } from '../../../workflows/workspaces/rules.ts';
import { useMay } from '../lib/me.ts';
import { Page } from '../ui/page.tsx';

type Section = { to: string; label: string; icon: LucideIcon; role: Role };

const SECTIONS: Section[] = [
  { to: '/settings/workspace', label: 'Workspace', icon: Building2, role: 'viewer' },
  { to: '/settings/members', label: 'Members', icon: Users, role: 'viewer' },
  { to: '/settings/custom-fields', label: 'Custom fields', icon: TextCursorInput, role: 'viewer' },
  { to: '/settings/api-keys', label: 'API keys', icon: KeyRound, role: 'admin' },
  { to: '/settings/audit', label: 'Audit log', icon: History, role: 'admin' },
  { to: '/settings/profile', label: 'Your profile', icon: UserRound, role: 'viewer' },
];

function SectionLink({ to, label, icon: Icon, role }: Section) {
  if (!useMay(role)) return null;
  return (
    <Link to={to} className="nav-link" style={{ flexShrink: 0 }}>
      <Icon size={16} aria-hidden />
      {label}
    </Link>
  );
}

/** The settings: their sections at the side, on a phone above, and the one that the address names. */
export function SettingsFrame() {
  const frame = useRef<HTMLDivElement>(null);
  const pathname = useRouterState({ select: ({ location }) => location.pathname });
  useEffect(() => {
    // On a phone the sections stand in a row that is longer than the screen.
    frame.current?.querySelector(`nav [href="${pathname}"]`)?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [pathname]);
  return (
    <Page title="Settings">
      <Flex
        ref={frame}
        direction={{ base: 'column', sm: 'row' }}
        gap="xl"
        align={{ base: 'stretch', sm: 'flex-start' }}
      >
        <Flex
          component="nav"
          aria-label="Settings"
          direction={{ base: 'row', sm: 'column' }}
          w={{ base: 'auto', sm: 168 }}
          gap={2}
          style={{ flexShrink: 0, overflowX: 'auto' }}
        >
          {SECTIONS.map((section) => (
            <SectionLink key={section.to} {...section} />
          ))}
        </Flex>
        <Box maw={860} style={{ flex: 1, minWidth: 0 }}>
          <Outlet />
        </Box>
      </Flex>
    </Page>
  );
}
