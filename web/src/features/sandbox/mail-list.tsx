import { Badge, Button, Group, Paper, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { When } from '../../ui/when.tsx';
import styles from './sandbox.module.css';
import { ACTS, playedOf, type SandboxItem } from './sandbox.ts';
import type { SandboxView } from './use-sandbox-view.ts';

function Item({ item, view }: { item: SandboxItem; view: SandboxView }) {
  const { id, folder, subject, from, to, played, at } = item;
  const isChosen = view.mail === id;
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (isChosen) link.current?.scrollIntoView({ block: 'nearest' });
  }, [isChosen]);
  return (
    <Link
      ref={link}
      to="/sandbox"
      search={{ ...view, mail: id } as never}
      resetScroll={false}
      className={`${styles.item} row-link`}
      data-chosen={isChosen}
    >
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <Text size="sm" fw={500} truncate>
          {folder === 'sent' ? to.join(', ') : (from ?? 'A mail server')}
        </Text>
        <When at={at} size="xs" c="dimmed" />
      </Group>
      <Text size="xs" c="dimmed" truncate>
        {subject || 'No subject'}
      </Text>
      {played.length > 0 && (
        <Group gap={4} mt={4}>
          {playedOf(played).map(({ act }) => (
            <Badge key={act} color={ACTS[act].color} size="xs">
              {ACTS[act].past}
            </Badge>
          ))}
        </Group>
      )}
    </Link>
  );
}

type MailListProps = {
  items: SandboxItem[];
  view: SandboxView;
  hasMore: boolean;
  isFetchingMore: boolean;
  onMore: () => void;
};

/** What was sent or came in, the newest first, with what its recipients did. */
export function MailList({ items, view, hasMore, isFetchingMore, onMore }: MailListProps) {
  return (
    <Paper style={{ overflow: 'hidden' }}>
      <ul
        className={styles.list}
        aria-label={view.folder === 'inbox' ? 'Mails that came back' : 'Mails that were sent'}
      >
        {items.map((item) => (
          <li key={item.id}>
            <Item item={item} view={view} />
          </li>
        ))}
        {hasMore && (
          <li>
            <Button fullWidth variant="subtle" radius={0} loading={isFetchingMore} onClick={onMore}>
              Show more
            </Button>
          </li>
        )}
      </ul>
    </Paper>
  );
}
