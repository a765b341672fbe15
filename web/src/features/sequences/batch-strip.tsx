import { Button, CloseButton, Group, Modal, Paper, Progress, Stack, Table, Text } from '@mantine/core';
import { useDisclosure, useSessionStorage } from '@mantine/hooks';
import { useInfiniteQuery, useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { EnrollmentBatchId, SequenceId } from '../../../../workflows/ids.ts';
import { client } from '../../lib/client.ts';
import { useMay } from '../../lib/me.ts';
import { ShowMore } from '../../ui/show-more.tsx';
import { Waiting } from '../../ui/states.tsx';
import { When } from '../../ui/when.tsx';
import { type Batch, people } from './sequence.ts';

const LOOK_MS = 1_500;
/** An enrolling that ended longer ago is not shown any more. */
const RECENT_MS = 3_600_000;

const isRunning = ({ state }: Batch) => state === 'queued' || state === 'running';

/** Who of a batch was not enrolled, and why. */
function Refusals({ batchId }: { batchId: EnrollmentBatchId }) {
  const query = useInfiniteQuery(
    client.enrolling.listRefusals.infiniteOptions({
      input: (cursor: string | undefined) => ({ batchId, cursor }),
      initialPageParam: undefined,
      getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    }),
  );
  if (!query.data) return <Waiting query={query} rows={4} />;
  return (
    <Stack gap="sm">
      <Table>
        <Table.Tbody>
          {query.data.pages
            .flatMap(({ items }) => items)
            .map(({ contactId, name, sentence }) => (
              <Table.Tr key={contactId}>
                <Table.Td>
                  <Link to="/contacts/$contactId" params={{ contactId }}>
                    {name}
                  </Link>
                </Table.Td>
                <Table.Td c="dimmed">{sentence}</Table.Td>
              </Table.Tr>
            ))}
        </Table.Tbody>
      </Table>
      <ShowMore query={query} />
    </Stack>
  );
}

function sentenceOf({ state, total, done, enrolled, refused }: Batch): string {
  if (state === 'queued') return `${people(total)} are about to be enrolled.`;
  if (state === 'running') return `Enrolling: ${done.toLocaleString('en')} of ${people(total)}.`;
  const rest = refused > 0 ? ` ${people(refused)} could not be.` : '';
  if (state === 'cancelled') return `Cancelled after ${people(enrolled)}.${rest}`;
  if (state === 'failed') return `The enrolling failed after ${people(enrolled)}. Enroll the others again.${rest}`;
  return `${people(enrolled)} ${enrolled === 1 ? 'was' : 'were'} enrolled.${rest}`;
}

function BatchLine({ batch, onHide }: { batch: Batch; onHide: () => void }) {
  const mayEdit = useMay('rep');
  const [isOpen, { open, close }] = useDisclosure(false);
  const { mutate, isPending } = useMutation(client.enrolling.cancelBatch.mutationOptions());
  const { id: batchId, total, done, refused, startedBy, mailboxEmail, createdAt } = batch;
  const isOn = isRunning(batch);
  return (
    <Paper px="md" py="sm" component="section" aria-label="Enrolling">
      <Group justify="space-between" wrap="nowrap">
        <Stack gap={0} style={{ minWidth: 0 }}>
          <Text size="sm" fw={500} role="status">
            {sentenceOf(batch)}
          </Text>
          <Text size="xs" c="dimmed" component="div" truncate>
            {[startedBy, mailboxEmail].filter(Boolean).join(' · ')} · <When at={createdAt} size="xs" span />
          </Text>
        </Stack>
        <Group gap="xs" wrap="nowrap">
          {refused > 0 && (
            <Button variant="default" onClick={open}>
              See who
            </Button>
          )}
          {isOn && mayEdit && (
            <Button variant="default" loading={isPending} onClick={() => mutate({ batchId })}>
              Cancel
            </Button>
          )}
          {!isOn && <CloseButton size="sm" aria-label="Hide" onClick={onHide} />}
        </Group>
      </Group>
      {isOn && <Progress mt="xs" size="sm" value={(done / Math.max(1, total)) * 100} animated aria-label="Progress" />}
      <Modal opened={isOpen} onClose={close} title="Who could not be enrolled" size="lg">
        <Refusals batchId={batchId} />
      </Modal>
    </Paper>
  );
}

/** How far the latest enrollings have come. */
export function BatchStrip({ sequenceId }: { sequenceId: SequenceId }) {
  const [openedAt] = useState(Date.now);
  const [hidden, setHidden] = useSessionStorage<string[]>({ key: 'hidden-batches', defaultValue: [] });
  const { data } = useQuery({
    ...client.enrolling.listBatches.queryOptions({ input: { sequenceId, limit: 3 } }),
    refetchInterval: ({ state }) => (state.data?.items.some(isRunning) ? LOOK_MS : false),
  });
  const shown = data?.items.filter(
    (batch) =>
      isRunning(batch) ||
      (!hidden.includes(batch.id) && batch.completedAt !== null && openedAt - batch.completedAt < RECENT_MS),
  );
  if (!shown?.length) return null;
  return (
    <Stack gap="xs">
      {shown.map((batch) => (
        <BatchLine key={batch.id} batch={batch} onHide={() => setHidden([...hidden, batch.id])} />
      ))}
    </Stack>
  );
}
