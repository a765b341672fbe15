import { Button } from '@mantine/core';
import { useHotkeys, useMediaQuery } from '@mantine/hooks';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Inbox } from 'lucide-react';
import { useEffect, useEffectEvent } from 'react';
import { idOf, type MailboxId } from '../../../../workflows/ids.ts';
import { client } from '../../lib/client.ts';
import { useMay } from '../../lib/me.ts';
import { Page } from '../../ui/page.tsx';
import { Empty, Waiting } from '../../ui/states.tsx';
import styles from './replies.module.css';
import type { ReplyItem } from './reply.ts';
import { ReplyFilters } from './reply-filters.tsx';
import { ReplyList } from './reply-list.tsx';
import { ReplyView } from './reply-view.tsx';
import { type RepliesView, useRepliesView, type ViewName } from './use-replies-view.ts';
import { useReplyActions } from './use-reply-actions.ts';

const useReplies = ({ view, mailbox, q }: RepliesView) =>
  useInfiniteQuery(
    client.replies.listReplies.infiniteOptions({
      input: (cursor: string | undefined) => ({
        view,
        mailboxId: mailbox ? idOf<MailboxId>(mailbox) : undefined,
        search: q,
        cursor,
      }),
      initialPageParam: undefined,
      getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
      placeholderData: keepPreviousData,
    }),
  );

/** Where there is room for both a mail is always open. j and k go on and back, Enter opens, e is done, Escape goes back. */
function useKeys(items: ReplyItem[], isNarrow: boolean) {
  const { view, change } = useRepliesView();
  const { markDone } = useReplyActions();
  const mayAct = useMay('rep');
  const first = items[0]?.id;
  const mayChoose = !isNarrow && !view.mail && first !== undefined;
  const choose = useEffectEvent(() => change({ mail: first }));
  useEffect(() => {
    if (mayChoose) choose();
  }, [mayChoose]);
  const at = items.findIndex(({ id }) => id === view.mail);
  const go = (index: number) => {
    const next = items[index];
    if (next) change({ mail: next.id });
  };
  const done = () => {
    const reply = items[at];
    if (!reply || !mayAct || (reply.understoodAs !== 'human' && reply.understoodAs !== 'opt_out')) return;
    markDone(reply);
    go(at + 1 < items.length ? at + 1 : at - 1);
  };
  useHotkeys([
    ['j', () => go(at + 1)],
    ['k', () => go(at - 1)],
    ['Enter', () => at === -1 && go(0)],
    ['e', done],
    ['Escape', () => isNarrow && change({ mail: undefined })],
  ]);
}

const NOTHING: Record<ViewName, { title: string; text: string }> = {
  'to-answer': {
    title: 'Nobody waits for an answer',
    text: 'A reply to one of your mails comes in here within moments.',
  },
  replies: { title: 'No replies yet', text: 'What people answer to your mails stands here, done or not.' },
  away: {
    title: 'Nobody is away',
    text: 'Automatic replies stand here; their sequences wait and go on by themselves.',
  },
  bounces: {
    title: 'Nothing bounced',
    text: 'Reports of failed deliveries stand here, with the reason and whose fault it was.',
  },
  complaints: { title: 'Nobody complained', text: 'Who calls a mail spam gets no more mail, and stands here.' },
  unknown: {
    title: 'Everything was understood',
    text: 'What the rules cannot sort waits here for you to say what it is.',
  },
};

function Nothing({ view: { view = 'to-answer', q } }: { view: RepliesView }) {
  if (q) return <Empty icon={Inbox} title="Nothing found">{`No mail here has "${q}" in it.`}</Empty>;
  const { title, text } = NOTHING[view];
  const toAll = view === 'to-answer' && (
    <Button variant="default" component={Link} to="/replies" search={{ view: 'replies' } as never}>
      See all replies
    </Button>
  );
  return (
    <Empty icon={Inbox} title={title} action={toAll}>
      {text}
    </Empty>
  );
}

/** What came in: people first, then what machines wrote, each with the evidence and a way to correct it. */
export function RepliesPage() {
  const { view, change } = useRepliesView();
  const isNarrow = useMediaQuery('(max-width: 62em)', undefined, { getInitialValueInEffect: false });
  const query = useReplies(view);
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  useKeys(query.isPlaceholderData ? [] : items, isNarrow);
  const isReading = isNarrow && view.mail !== undefined;
  return (
    <Page title="Replies" subtitle={isReading ? undefined : 'What came in about your mails, people first'}>
      {!isReading && <ReplyFilters />}
      <Waiting query={query} />
      {query.data && items.length === 0 && !view.mail && <Nothing view={view} />}
      <div className={styles.panes}>
        {items.length > 0 && !isReading && <ReplyList items={items} view={view} query={query} />}
        {view.mail && <ReplyView messageId={view.mail} onBack={() => change({ mail: undefined })} />}
      </div>
    </Page>
  );
}
