import { Anchor, Badge, Group, Paper, SegmentedControl, Stack, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { ArrowDownLeft, ArrowUpRight, Inbox } from 'lucide-react';
import { client } from '../../lib/client.ts';
import { ShowMore } from '../../ui/show-more.tsx';
import { Empty, Waiting } from '../../ui/states.tsx';
import { When } from '../../ui/when.tsx';
import type { Mailbox, MailboxMessage } from './mailbox.ts';
import { KINDS, reasonOf } from './message-words.ts';

type Direction = MailboxMessage['direction'];

function Person({ message }: { message: MailboxMessage }) {
  const { contactId, contactName, fromName, fromEmail, toEmails, direction } = message;
  const address = direction === 'inbound' ? (fromName ?? fromEmail) : toEmails.join(', ');
  if (!contactId) return <>{address ?? 'Nobody'}</>;
  return (
    <Anchor component={Link} inherit to={`/contacts/${contactId}`}>
      {contactName}
    </Anchor>
  );
}

function Message({ message, zone }: { message: MailboxMessage; zone: string }) {
  const { id, direction, kind, subject, snippet, trouble, enrollmentId, at } = message;
  const isIn = direction === 'inbound';
  const Icon = isIn ? ArrowDownLeft : ArrowUpRight;
  const reason = isIn && reasonOf(message);
  return (
    <Group component="li" wrap="nowrap" align="flex-start" px="md" py="sm" gap="sm" className="row-link">
      <Icon size={16} aria-label={isIn ? 'Came in' : 'Went out'} style={{ flexShrink: 0, marginTop: 2 }} />
      <Stack gap={2} style={{ minWidth: 0, flex: 1 }}>
        <Group gap={8} wrap="nowrap">
          {isIn && (
            <Badge color={KINDS[kind].color} style={{ flexShrink: 0 }}>
              {KINDS[kind].label}
            </Badge>
          )}
          <Text size="sm" fw={500} truncate>
            {isIn ? (
              <Anchor component={Link} inherit c="inherit" to={`/replies?view=replies&mail=${id}` as never}>
                {subject || 'No subject'}
              </Anchor>
            ) : (
              subject || 'No subject'
            )}
          </Text>
        </Group>
        <Text size="xs" c="dimmed" lineClamp={1} component="div">
          {isIn ? 'From ' : 'To '}
          <Person message={message} />
          {enrollmentId && (
            <>
              {' · '}
              <Anchor component={Link} inherit to={`/enrollments/${enrollmentId}`}>
                Enrollment
              </Anchor>
            </>
          )}
          {snippet && ` · ${snippet}`}
        </Text>
        {reason && (
          <Text size="xs" c="dimmed">
            Sorted by: {reason}
          </Text>
        )}
        {trouble && (
          <Text size="xs" c="var(--app-warning)">
            {trouble}
          </Text>
        )}
      </Stack>
      <When at={at} zone={zone} size="xs" c="dimmed" />
    </Group>
  );
}

/** What came in and went out, with how each was sorted. */
export function MessagesList({ mailbox: { id: mailboxId, timeZone } }: { mailbox: Mailbox }) {
  const { direction } = useSearch({ strict: false }) as { direction?: Direction };
  const navigate = useNavigate();
  const query = useInfiniteQuery(
    client.mailboxes.listMailboxMessages.infiniteOptions({
      input: (cursor: string | undefined) => ({ mailboxId, direction, cursor }),
      initialPageParam: undefined,
      getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    }),
  );
  const messages = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const show = (value: string) => {
    const search = { tab: 'messages', direction: value === 'all' ? undefined : value };
    void navigate({ to: '/mailboxes/$mailboxId', params: { mailboxId }, search: search as never, replace: true });
  };
  return (
    <Stack gap="sm">
      <SegmentedControl
        size="xs"
        aria-label="Which messages"
        style={{ alignSelf: 'flex-start' }}
        value={direction ?? 'all'}
        onChange={show}
        data={[
          { value: 'all', label: 'All' },
          { value: 'inbound', label: 'Came in' },
          { value: 'outbound', label: 'Went out' },
        ]}
      />
      <Waiting query={query} />
      {query.data && messages.length === 0 && (
        <Empty icon={Inbox} title="No messages yet">
          What the mailbox sends and gets shows here, with what each answer was taken for and why.
        </Empty>
      )}
      {messages.length > 0 && (
        <Paper component="ul" m={0} p={0} style={{ listStyle: 'none' }} aria-label="Messages">
          {messages.map((message) => (
            <Message key={message.id} message={message} zone={timeZone} />
          ))}
        </Paper>
      )}
      <ShowMore query={query} />
    </Stack>
  );
}
