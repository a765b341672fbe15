import { Badge, Button, Group, Paper, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { UNDERSTANDING_WORDS } from '../../../../workflows/replies/correction.calc.ts';
import { When } from '../../ui/when.tsx';
import styles from './replies.module.css';
import { COLORS, INTENTS, type ReplyItem, writerOf } from './reply.ts';
import type { RepliesView } from './use-replies-view.ts';

/** What a mail is taken for, and what its writer seems to want. */
export function Chips({ reply }: { reply: ReplyItem }) {
  const { understoodAs, correctingTo, intent } = reply;
  const meaning = intent && INTENTS[intent];
  const isPlain = understoodAs === 'human' && !correctingTo;
  return (
    <>
      {correctingTo && <Badge color="gray">Becoming: {UNDERSTANDING_WORDS[correctingTo]}</Badge>}
      {!isPlain && !correctingTo && <Badge color={COLORS[understoodAs]}>{UNDERSTANDING_WORDS[understoodAs]}</Badge>}
      {meaning && understoodAs === 'human' && <Badge color={meaning.color}>{meaning.label}</Badge>}
    </>
  );
}

function Item({ item, view }: { item: ReplyItem; view: RepliesView }) {
  const isChosen = view.mail === item.id;
  const link = useRef<HTMLAnchorElement>(null);
  useEffect(() => {
    if (isChosen) link.current?.scrollIntoView({ block: 'nearest' });
  }, [isChosen]);
  return (
    <Link
      ref={link}
      to="/replies"
      search={{ ...view, mail: item.id } as never}
      resetScroll={false}
      className={`${styles.item} row-link`}
      data-chosen={isChosen}
      data-done={item.doneAt !== null}
    >
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <Text size="sm" fw={item.doneAt === null ? 600 : 400} truncate>
          {writerOf(item)}
        </Text>
        <When at={item.receivedAt} size="xs" c="dimmed" />
      </Group>
      <Text size="xs" truncate>
        {item.subject || 'No subject'}
      </Text>
      <Text size="xs" c="dimmed" lineClamp={2} style={{ overflowWrap: 'anywhere' }}>
        {item.detail ?? item.snippet ?? ''}
      </Text>
      <Group gap={4} mt={4}>
        <Chips reply={item} />
        {item.sequence && (
          <Text size="xs" c="dimmed" truncate maw={200}>
            {item.sequence.name}
          </Text>
        )}
      </Group>
    </Link>
  );
}

type ReplyListProps = {
  items: ReplyItem[];
  view: RepliesView;
  query: { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };
};

/** What came in, the newest first. */
export function ReplyList({ items, view, query }: ReplyListProps) {
  return (
    <Paper style={{ overflow: 'hidden' }}>
      <ul className={styles.list} aria-label="Mails that came in">
        {items.map((item) => (
          <li key={item.id}>
            <Item item={item} view={view} />
          </li>
        ))}
        {query.hasNextPage && (
          <li>
            <Button
              fullWidth
              variant="subtle"
              radius={0}
              loading={query.isFetchingNextPage}
              onClick={() => void query.fetchNextPage()}
            >
              Show more
            </Button>
          </li>
        )}
      </ul>
    </Paper>
  );
}
