import { Box, Flex } from '@mantine/core';
import { Link, Outlet, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useMay } from '../lib/me.ts';
import { Page } from '../ui/page.tsx';
import { SETTINGS, type Section } from './navigation.ts';

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
          {SETTINGS.map((section) => (
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
