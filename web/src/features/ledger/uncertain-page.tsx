import { Box, Divider, Paper } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { CircleCheck } from 'lucide-react';
import { useState } from 'react';
import type { OutboundEmailId } from '../../../../workflows/ids.ts';
import { client } from '../../lib/client.ts';
import { useMay } from '../../lib/me.ts';
import { Page } from '../../ui/page.tsx';
import { ShowMore } from '../../ui/show-more.tsx';
import { Empty, Waiting } from '../../ui/states.tsx';
import { DecideBar } from './decide-bar.tsx';
import type { UncertainMail } from './ledger.ts';
import { UncertainRow } from './uncertain-row.tsx';
import { useDecide } from './use-decide.ts';

const NONE: ReadonlySet<OutboundEmailId> = new Set();

/** The mails of which nobody knows whether they arrived, one by one or many at once. */
function Queue({ mails }: { mails: UncertainMail[] }) {
  const mayDecide = useMay('rep');
  const [picked, setPicked] = useState(NONE);
  const { decide } = useDecide(() => setPicked(NONE));
  const chosen = mails.flatMap(({ id }) => (picked.has(id) ? [id] : []));
  const toggle = (id: OutboundEmailId) => {
    const next = new Set(picked);
    if (!next.delete(id)) next.add(id);
    setPicked(next);
  };
  return (
    <Paper>
      {mayDecide && (
        <>
          <DecideBar
            chosen={chosen.length}
            shown={mails.length}
            onChooseAll={() => setPicked(chosen.length === mails.length ? NONE : new Set(mails.map(({ id }) => id)))}
            onDecide={(decision) => decide(chosen.slice(0, 200), decision)}
          />
          <Divider />
        </>
      )}
      <Box component="ul" m={0} p={0} style={{ listStyle: 'none' }} aria-label="Uncertain mails">
        {mails.map((mail) => (
          <UncertainRow
            key={mail.id}
            mail={mail}
            isChosen={picked.has(mail.id)}
            onChoose={() => toggle(mail.id)}
            onDecide={mayDecide ? (decision) => decide([mail.id], decision) : null}
          />
        ))}
      </Box>
    </Paper>
  );
}

/** What no machine can know, for a person to decide. */
export function UncertainPage() {
  const query = useInfiniteQuery(
    client.ledger.listUncertain.infiniteOptions({
      input: (cursor: string | undefined) => ({ cursor }),
      initialPageParam: undefined,
      getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    }),
  );
  const mails = query.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Page
      title="Uncertain mails"
      subtitle="Handed to a server that never answered, and that cannot say whether they arrived"
    >
      <Waiting query={query} />
      {query.data && mails.length === 0 && (
        <Empty icon={CircleCheck} title="Nothing to decide">
          Of every mail that left it is known what became of it.
        </Empty>
      )}
      {mails.length > 0 && <Queue mails={mails} />}
      <ShowMore query={query} mt="md" />
    </Page>
  );
}
