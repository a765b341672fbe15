import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Mail, Plus } from 'lucide-react';
import { client } from '../../lib/client.ts';
import { useMay } from '../../lib/me.ts';
import { Page } from '../../ui/page.tsx';
import { ShowMore } from '../../ui/show-more.tsx';
import { Empty, Waiting } from '../../ui/states.tsx';
import { type Adding, AddMailbox } from './add-mailbox.tsx';
import { ConnectProblem } from './connect-problem.tsx';
import { MailboxesList } from './mailboxes-list.tsx';

/** The addresses that mail leaves from, how each of them is, and what it sends today. */
export function MailboxesPage() {
  const { add } = useSearch({ strict: false }) as { add?: Adding };
  const navigate = useNavigate();
  const mayAdd = useMay('rep');
  const setAdd = (kind?: Adding) => void navigate({ to: '/mailboxes', search: { add: kind } as never, replace: true });
  const query = useInfiniteQuery(
    client.mailboxes.listMailboxes.infiniteOptions({
      input: (cursor: string | undefined) => ({ cursor }),
      initialPageParam: undefined,
      getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    }),
  );
  const mailboxes = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const addButton = mayAdd && (
    <Button leftSection={<Plus size={14} aria-hidden />} onClick={() => setAdd('choose')}>
      Add mailbox
    </Button>
  );
  return (
    <Page title="Mailboxes" subtitle="Where your mail leaves from, and where answers come in" actions={addButton}>
      <ConnectProblem />
      <Waiting query={query} rows={4} />
      {query.data && mailboxes.length === 0 && (
        <Empty icon={Mail} title="No mailbox yet" action={addButton}>
          Sequences send from a mailbox and watch it for answers. Connect your own, or a sandbox to try everything
          without a mail leaving this machine.
        </Empty>
      )}
      {mailboxes.length > 0 && <MailboxesList mailboxes={mailboxes} />}
      <ShowMore query={query} mt="md" />
      {mayAdd && add && <AddMailbox adding={add} onAdding={setAdd} onClose={() => setAdd(undefined)} />}
    </Page>
  );
}
