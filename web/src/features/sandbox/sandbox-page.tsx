import { Button } from '@mantine/core';
import { useHotkeys, useMediaQuery } from '@mantine/hooks';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { FlaskConical } from 'lucide-react';
import { useEffect, useEffectEvent } from 'react';
import { idOf, type MailboxId } from '../../../../workflows/ids.ts';
import { client } from '../../lib/client.ts';
import { Page } from '../../ui/page.tsx';
import { Empty, Waiting } from '../../ui/states.tsx';
import { MailList } from './mail-list.tsx';
import { MailView } from './mail-view.tsx';
import styles from './sandbox.module.css';
import type { SandboxItem } from './sandbox.ts';
import { SandboxActions } from './sandbox-actions.tsx';
import { type SandboxView, useSandboxView } from './use-sandbox-view.ts';

const useMails = ({ folder = 'sent', mailbox, q }: SandboxView) =>
  useInfiniteQuery(
    client.sandbox.listSandboxMessages.infiniteOptions({
      input: (cursor: string | undefined) => ({
        folder,
        mailboxId: mailbox ? idOf<MailboxId>(mailbox) : undefined,
        search: q,
        cursor,
      }),
      initialPageParam: undefined,
      getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
      placeholderData: keepPreviousData,
    }),
  );

/** Where there is room for both, a mail is always open; j and k go on and back. */
function useChoice(items: SandboxItem[], isNarrow: boolean) {
  const { view, change } = useSandboxView();
  const first = items[0]?.id;
  const mayChoose = !isNarrow && !view.mail && first !== undefined;
  const choose = useEffectEvent(() => change({ mail: first }));
  useEffect(() => {
    if (mayChoose) choose();
  }, [mayChoose]);
  const step = (by: number) => {
    const at = items.findIndex(({ id }) => id === view.mail);
    const next = items[at === -1 ? 0 : at + by];
    if (next) change({ mail: next.id });
  };
  useHotkeys([
    ['j', () => step(1)],
    ['k', () => step(-1)],
  ]);
}

function Nothing({ view: { q, folder } }: { view: SandboxView }) {
  if (q) return <Empty icon={FlaskConical} title="Nothing found">{`No mail names "${q}".`}</Empty>;
  if (folder === 'inbox')
    return (
      <Empty icon={FlaskConical} title="Nothing came back yet">
        Open a mail that was sent and answer it as its recipient would: it comes in here, and is sorted like on any
        server.
      </Empty>
    );
  const toSequences = (
    <Button component={Link} to="/sequences">
      Open sequences
    </Button>
  );
  return (
    <Empty icon={FlaskConical} title="No mail yet" action={toSequences}>
      What a sandbox mailbox sends lands here instead of with people. Enroll somebody in a sequence, then play the
      recipient: open, click, reply, bounce.
    </Empty>
  );
}

/** The demonstration's post: each mail as its recipient sees it, and everything that they might do with it. */
export function SandboxPage() {
  const { view, change } = useSandboxView();
  const isNarrow = useMediaQuery('(max-width: 62em)', undefined, { getInitialValueInEffect: false });
  const query = useMails(view);
  const items = query.data?.pages.flatMap((page) => page.items) ?? [];
  useChoice(query.isPlaceholderData ? [] : items, isNarrow);
  const isReading = isNarrow && view.mail !== undefined;
  return (
    <Page
      title="Sandbox"
      subtitle={isReading ? undefined : 'Mail as its recipients see it; nothing leaves this machine'}
      actions={!isReading && <SandboxActions isEmpty={items.length === 0} />}
    >
      <Waiting query={query} />
      {query.data && items.length === 0 && !view.mail && <Nothing view={view} />}
      <div className={styles.panes}>
        {items.length > 0 && !isReading && (
          <MailList
            items={items}
            view={view}
            hasMore={query.hasNextPage}
            isFetchingMore={query.isFetchingNextPage}
            onMore={() => void query.fetchNextPage()}
          />
        )}
        {view.mail && <MailView messageId={view.mail} onBack={() => change({ mail: undefined })} />}
      </div>
    </Page>
  );
}
