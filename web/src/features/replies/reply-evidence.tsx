import { Anchor, Badge, Group, Stack, Table, Text } from '@mantine/core';
import { Download } from 'lucide-react';
import { UNDERSTANDING_WORDS } from '../../../../workflows/replies/correction.calc.ts';
import { When } from '../../ui/when.tsx';
import styles from './replies.module.css';
import type { Reply } from './reply.ts';

type Evidence = Reply['evidence'];

const FAULTS: Record<string, string> = {
  recipient: 'The recipient’s',
  sender: 'Ours',
  content: 'The content’s',
  network: 'Nobody’s',
};

/** Each recipient that a delivery report names. */
function Recipients({ recipients }: Pick<Evidence, 'recipients'>) {
  if (recipients.length === 0) return null;
  return (
    <Table.ScrollContainer minWidth={420}>
      <Table verticalSpacing={4} fz="xs" aria-label="Recipients of the report">
        <Table.Thead>
          <Table.Tr>
            <Table.Th>Recipient</Table.Th>
            <Table.Th>Status</Table.Th>
            <Table.Th>Why</Table.Th>
            <Table.Th>Whose fault</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {recipients.map(({ address, status, replyCode, diagnostic, isHard, reason, fault }) => (
            <Table.Tr key={`${address}/${status}/${diagnostic}`}>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>{address ?? 'Not named'}</Table.Td>
              <Table.Td>
                <Group gap={4}>
                  <Badge color={isHard ? 'red' : 'orange'}>{isHard ? 'Hard' : 'Soft'}</Badge>
                  {[status, replyCode].filter(Boolean).join(' · ')}
                </Group>
              </Table.Td>
              <Table.Td style={{ overflowWrap: 'anywhere' }}>{diagnostic ?? reason}</Table.Td>
              <Table.Td>{FAULTS[fault] ?? fault}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function Corrections({ corrections }: Pick<Reply, 'corrections'>) {
  return corrections.map(({ id, from, to, by, note, at, isApplied }) => (
    <Text key={id} size="xs" c="dimmed">
      {by ?? 'A program'} corrected {UNDERSTANDING_WORDS[from]} → {UNDERSTANDING_WORDS[to]},{' '}
      <When at={at} span size="xs" />
      {note && `: ${note}`}
      {!isApplied && ' (being carried out)'}
    </Text>
  ));
}

/** Why a mail is taken for what it is, who corrected that, and its bytes. */
export function ReplyEvidence({ reply }: { reply: Reply }) {
  const { evidence, corrections, hasRaw, id } = reply;
  return (
    <Stack gap={6} className={styles.section} component="section" aria-label="Why it is taken for that">
      <Group justify="space-between" gap="xs" align="flex-start">
        <Text size="xs" style={{ flex: 1, overflowWrap: 'anywhere' }}>
          {evidence.sentence}
        </Text>
        {hasRaw && (
          <Anchor href={`/api/v1/replies/${id}/raw`} size="xs" download>
            <Group gap={4} wrap="nowrap">
              <Download size={12} aria-hidden />
              As it came
            </Group>
          </Anchor>
        )}
      </Group>
      {evidence.trouble && (
        <Text size="xs" c="red" style={{ overflowWrap: 'anywhere' }}>
          {evidence.trouble}
        </Text>
      )}
      <Recipients recipients={evidence.recipients} />
      <Corrections corrections={corrections} />
    </Stack>
  );
}
