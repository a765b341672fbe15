import { Anchor, Badge, Box, Group, Paper, Stack, Table, Text } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { useMay } from '../../lib/me.ts';
import { When } from '../../ui/when.tsx';
import { StatusBadge } from './badges.tsx';
import { type SequenceItem, share } from './sequence.ts';
import { SequenceMenu } from './sequence-menu.tsx';

const number = { ta: 'right', style: { fontVariantNumeric: 'tabular-nums' } } as const;

function Row({ sequence, mayEdit }: { sequence: SequenceItem; mayEdit: boolean }) {
  const navigate = useNavigate();
  const { id, name, description, status, stepsCount, people, mailsSent, nextAt } = sequence;
  const params = { sequenceId: id };
  return (
    <Table.Tr
      style={{ cursor: 'pointer' }}
      onClick={({ target }) => {
        if (target instanceof Element && !target.closest('a, button, [role="menu"]'))
          void navigate({ to: '/sequences/$sequenceId', params });
      }}
    >
      <Table.Td>
        <Stack gap={0} maw={{ base: 250, sm: 'none' }}>
          <Anchor component={Link} to="/sequences/$sequenceId" params={params as never} size="sm" fw={500} c="inherit">
            {name}
          </Anchor>
          <Box hiddenFrom="sm" my={2}>
            <StatusBadge status={status} />
          </Box>
          <Text size="xs" c="dimmed" lineClamp={1}>
            {[`${stepsCount} ${stepsCount === 1 ? 'step' : 'steps'}`, description].filter(Boolean).join(' · ')}
          </Text>
        </Stack>
      </Table.Td>
      <Table.Td visibleFrom="sm">
        <StatusBadge status={status} />
      </Table.Td>
      <Table.Td {...number}>
        <Group gap={6} justify="flex-end" wrap="nowrap">
          {people.attention > 0 && (
            <Badge
              color="orange"
              component={Link}
              to={`/sequences/${id}?tab=people&needsAttention=true` as never}
              style={{ cursor: 'pointer' }}
            >
              {people.attention} need you
            </Badge>
          )}
          {(people.active + people.paused).toLocaleString('en')}
        </Group>
      </Table.Td>
      <Table.Td {...number}>{people.finished.toLocaleString('en')}</Table.Td>
      <Table.Td {...number}>{mailsSent.toLocaleString('en')}</Table.Td>
      <Table.Td {...number}>
        {people.replied.toLocaleString('en')}{' '}
        <Text span size="xs" c="dimmed">
          {share(people.replied, people.contacted)}
        </Text>
      </Table.Td>
      <Table.Td ta="right">
        <When at={nextAt} size="xs" c="dimmed" />
      </Table.Td>
      <Table.Td w={40} p={0}>
        {mayEdit && <SequenceMenu sequence={sequence} />}
      </Table.Td>
    </Table.Tr>
  );
}

/** Sequences in a table: who is in them, what they sent, who replied, what comes next. */
export function SequencesTable({ sequences }: { sequences: SequenceItem[] }) {
  const mayEdit = useMay('rep');
  return (
    <Paper>
      <Table.ScrollContainer minWidth={760} type="native">
        <Table highlightOnHover aria-label="Sequences">
          <Table.Thead>
            <Table.Tr>
              <Table.Th>Name</Table.Th>
              <Table.Th visibleFrom="sm">Status</Table.Th>
              <Table.Th ta="right">In it</Table.Th>
              <Table.Th ta="right">Finished</Table.Th>
              <Table.Th ta="right">Mails sent</Table.Th>
              <Table.Th ta="right">Replied</Table.Th>
              <Table.Th ta="right">Next step</Table.Th>
              <Table.Th aria-label="Actions" />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {sequences.map((sequence) => (
              <Row key={sequence.id} sequence={sequence} mayEdit={mayEdit} />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Paper>
  );
}
