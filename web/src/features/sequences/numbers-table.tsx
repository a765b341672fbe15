import { Paper, Table, Text } from '@mantine/core';
import { Fragment } from 'react';
import type { Outputs } from '../../lib/client.ts';
import { KINDS } from './badges.tsx';
import { type StepKind, share } from './sequence.ts';
import { plainTemplate } from './step-titles.ts';

type StepNumbers = Outputs['sequences']['getNumbers']['steps'][number];
type Counts = StepNumbers['counts'];

const COLUMNS: { key: keyof Counts; label: string; isShare: boolean }[] = [
  { key: 'planned', label: 'Planned', isShare: false },
  { key: 'sent', label: 'Sent', isShare: false },
  { key: 'delivered', label: 'Delivered', isShare: true },
  { key: 'opened', label: 'Opened', isShare: true },
  { key: 'clicked', label: 'Clicked', isShare: true },
  { key: 'replied', label: 'Replied', isShare: true },
  { key: 'bounced', label: 'Bounced', isShare: true },
  { key: 'unsubscribed', label: 'Unsubscribed', isShare: true },
  { key: 'failed', label: 'Failed', isShare: false },
];

function Cells({ counts }: { counts: Counts }) {
  return COLUMNS.map(({ key, isShare }) => (
    <Table.Td key={key} ta="right" style={{ fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' }}>
      <Text span size="sm" c={counts[key] === 0 ? 'dimmed' : undefined}>
        {counts[key].toLocaleString('en')}
      </Text>{' '}
      {isShare && counts[key] > 0 && (
        <Text span size="xs" c="dimmed">
          {share(counts[key], counts.sent)}
        </Text>
      )}
    </Table.Td>
  ));
}

const isMail = ({ kind }: StepNumbers) => kind === 'mail' || kind === 'manual_mail';

/** What became of the mails of each step, and of each wording where there are several. */
export function NumbersTable({ steps }: { steps: StepNumbers[] }) {
  return (
    <Paper style={{ overflow: 'hidden' }}>
      <Table.ScrollContainer minWidth={900} type="native">
        <Table aria-label="Numbers by step">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Step</Table.Th>
              {COLUMNS.map(({ key, label }) => (
                <Table.Th key={key} ta="right">
                  {label}
                </Table.Th>
              ))}
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {steps.filter(isMail).map((step) => (
              <Fragment key={step.stepId}>
                <Table.Tr>
                  <Table.Td maw={260}>
                    <Text size="sm" fw={500} truncate c={step.number === null ? 'dimmed' : undefined}>
                      {step.number ?? 'Deleted'} · {plainTemplate(step.title) || KINDS[step.kind as StepKind].label}
                    </Text>
                  </Table.Td>
                  <Cells counts={step.counts} />
                </Table.Tr>
                {step.variants.length > 1 &&
                  step.variants.map(({ variantId, name, counts }) => (
                    <Table.Tr key={variantId}>
                      <Table.Td pl="xl">
                        <Text size="sm" c="dimmed">
                          Variant {name}
                        </Text>
                      </Table.Td>
                      <Cells counts={counts} />
                    </Table.Tr>
                  ))}
              </Fragment>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Paper>
  );
}
