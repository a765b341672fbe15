import { Anchor, Badge, Box, Group, Image, Paper, Stack, Text, Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { MailCheck } from 'lucide-react';
import { useEffect } from 'react';
import { client } from '../../lib/client.ts';
import { MailFrame } from '../../ui/mail-frame.tsx';
import { SearchBox } from '../../ui/search-box.tsx';
import { ShowMore } from '../../ui/show-more.tsx';
import { Empty, Waiting } from '../../ui/states.tsx';
import { When } from '../../ui/when.tsx';
import type { SystemMail } from './sandbox.ts';

/** Nobody is signed in here, so nothing tells the page of news: it looks by itself. */
const LOOK_MS = 3_000;

function useSystemMails(to: string | undefined) {
  return useInfiniteQuery({
    ...client.sandbox.listSystemMails.infiniteOptions({
      input: (cursor: string | undefined) => ({ to, cursor, limit: 20 }),
      initialPageParam: undefined,
      getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    }),
    refetchInterval: LOOK_MS,
  });
}

function Mail({ mail: { to, subject, html, text, at }, isNewest }: { mail: SystemMail; isNewest: boolean }) {
  return (
    <Paper component="article" aria-label={`${subject}, to ${to}`} style={{ overflow: 'hidden' }}>
      <Group justify="space-between" wrap="nowrap" px="md" py="sm" align="flex-start">
        <Stack gap={1} style={{ minWidth: 0 }}>
          <Group gap="xs">
            <Title order={2}>{subject}</Title>
            {isNewest && <Badge color="teal">Newest</Badge>}
          </Group>
          <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            To {to}
          </Text>
        </Stack>
        <When at={at} size="xs" c="dimmed" />
      </Group>
      <Box style={{ borderTop: '1px solid var(--mantine-color-default-border)' }}>
        <MailFrame title={subject} html={html || null} text={text} links="open" h={180} />
      </Box>
    </Paper>
  );
}

function Mails({ to }: { to: string | undefined }) {
  const query = useSystemMails(to);
  const mails = query.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Stack gap="md">
      <Waiting query={query} rows={4} />
      {query.data && mails.length === 0 && (
        <Empty icon={MailCheck} title={to ? `No mail to ${to}` : 'No mail yet'}>
          Mails to verify an address, to choose a new password and to join a workspace come here within seconds.
        </Empty>
      )}
      {mails.map((mail, place) => (
        <Mail key={mail.id} mail={mail} isNewest={place === 0} />
      ))}
      <ShowMore query={query} />
    </Stack>
  );
}

/** The product's own mail, which a demonstration keeps instead of sending. */
export function SystemMailPage() {
  const { to } = useSearch({ strict: false }) as { to?: string };
  const navigate = useNavigate();
  useEffect(() => {
    document.title = 'System mail · Followthrough';
  }, []);
  return (
    <Box component="main" mih="100dvh" bg="var(--app-sidebar)" px="md" py="xl">
      <Stack maw={720} mx="auto" gap="lg">
        <Group justify="space-between" align="flex-end" gap="sm">
          <Stack gap={2}>
            <Group gap="sm">
              <Image src="/icon.svg" w={24} h={24} alt="" />
              <Title order={1}>System mail</Title>
            </Group>
            <Text size="sm" c="dimmed">
              This demonstration keeps its own mail here instead of sending it.{' '}
              <Anchor component={Link} to="/sign-in" size="sm">
                Sign in
              </Anchor>
            </Text>
          </Stack>
          <SearchBox
            label="Show the mail of an address"
            placeholder="Address"
            type="email"
            value={to ?? ''}
            onSearch={(address) =>
              void navigate({ to: '/system-mail', search: { to: address || undefined } as never, replace: true })
            }
          />
        </Group>
        <Mails to={to} />
      </Stack>
    </Box>
  );
}
