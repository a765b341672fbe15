import { Group, Paper, SimpleGrid, Stack, Text, Title, Tooltip } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { ChartNoAxesColumn } from 'lucide-react';
import type { SequenceId } from '../../../../workflows/ids.ts';
import { client, type Outputs } from '../../lib/client.ts';
import { Empty, Waiting } from '../../ui/states.tsx';
import { NumbersTable } from './numbers-table.tsx';
import { share } from './sequence.ts';

type Numbers = Outputs['sequences']['getNumbers'];

function Figure({ value, label, hint }: { value: string; label: string; hint: string }) {
  return (
    <Tooltip label={hint}>
      <Paper p="md">
        <Text fz={24} fw={600} lh={1.2} style={{ fontVariantNumeric: 'tabular-nums' }}>
          {value}
        </Text>
        <Text size="sm" c="dimmed">
          {label}
        </Text>
      </Paper>
    </Tooltip>
  );
}

const STAGES: { key: keyof Numbers['total']; label: string; color: string }[] = [
  { key: 'sent', label: 'Sent', color: 'iris.6' },
  { key: 'delivered', label: 'Delivered', color: 'iris.5' },
  { key: 'opened', label: 'Opened', color: 'iris.4' },
  { key: 'clicked', label: 'Clicked', color: 'iris.3' },
  { key: 'replied', label: 'Replied', color: 'teal.6' },
];

/** From sent to replied, each as a share of the mails that were sent. */
function Funnel({ total }: Pick<Numbers, 'total'>) {
  return (
    <Paper p="md" component="section" aria-label="From sent to replied">
      <Title order={2} mb="sm">
        What became of the mails
      </Title>
      <Stack gap={6}>
        {STAGES.map(({ key, label, color }) => {
          const count = total[key];
          const width = total.sent === 0 ? 0 : Math.min(100, (count / total.sent) * 100);
          return (
            <Group key={key} gap="sm" wrap="nowrap">
              <Text size="sm" w={72} style={{ flex: 'none' }}>
                {label}
              </Text>
              <div style={{ flex: 1, height: 20, borderRadius: 4, background: 'var(--app-hover)' }}>
                <Paper
                  withBorder={false}
                  radius={4}
                  h={20}
                  bg={color}
                  style={{ width: `${width}%`, minWidth: count > 0 ? 4 : 0, transition: 'width 200ms' }}
                />
              </div>
              <Text size="sm" w={96} ta="right" style={{ flex: 'none', fontVariantNumeric: 'tabular-nums' }}>
                {count.toLocaleString('en')}{' '}
                <Text span size="xs" c="dimmed">
                  {share(count, total.sent)}
                </Text>
              </Text>
            </Group>
          );
        })}
      </Stack>
    </Paper>
  );
}

/** The numbers of a sequence: its people, its mails, and each step. */
export function NumbersTab({ sequenceId }: { sequenceId: SequenceId }) {
  const query = useQuery(client.sequences.getNumbers.queryOptions({ input: { sequenceId } }));
  if (!query.data) return <Waiting query={query} />;
  const { total, people, steps } = query.data;
  if (total.sent + total.planned + total.failed === 0)
    return (
      <Empty icon={ChartNoAxesColumn} title="No mail has left yet">
        Once people are enrolled, this page counts what was sent, opened, clicked and answered, step by step.
      </Empty>
    );
  const percent = (count: number) => share(count, people.contacted);
  return (
    <Stack gap="lg">
      <SimpleGrid cols={{ base: 2, sm: 3, lg: 5 }} spacing="sm">
        <Figure value={people.contacted.toLocaleString('en')} label="people written to" hint="Got at least one mail" />
        <Figure value={percent(people.replied)} label="reply rate" hint={`${people.replied} people replied`} />
        <Figure value={total.planned.toLocaleString('en')} label="mails planned" hint="Waiting for their instant" />
        <Figure value={share(total.bounced, total.sent)} label="bounced" hint={`${total.bounced} mails came back`} />
        <Figure value={percent(total.unsubscribed)} label="unsubscribed" hint={`${total.unsubscribed} unsubscribed`} />
      </SimpleGrid>
      <Funnel total={total} />
      <NumbersTable steps={steps} />
    </Stack>
  );
}
