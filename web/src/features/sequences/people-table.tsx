import { Anchor, Checkbox, Paper, Stack, Table, Text, Tooltip } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { NextStepLine } from '../../ui/next-step.tsx';
import { StateBadge } from './badges.tsx';
import { EnrollmentMenu } from './enrollment-menu.tsx';
import type { EnrollmentItem } from './sequence.ts';

/** Which rows are chosen. */
export type Chosen = { ids: ReadonlySet<string>; isAll: boolean; toggle: (id: string) => void; toggleAll: () => void };

type RowProps = { enrollment: EnrollmentItem; chosen: Chosen | null };

function Who({ enrollment: { id: enrollmentId, contact } }: { enrollment: EnrollmentItem }) {
  return (
    <Table.Td maw={{ base: 120, sm: 240 }}>
      <Stack gap={0}>
        <Anchor
          component={Link}
          to="/enrollments/$enrollmentId"
          params={{ enrollmentId } as never}
          size="sm"
          fw={500}
          c="inherit"
          truncate
        >
          {contact.name}
        </Anchor>
        <Text size="xs" c="dimmed" truncate>
          {contact.company ?? contact.email}
        </Text>
      </Stack>
    </Table.Td>
  );
}

function Row({ enrollment, chosen }: RowProps) {
  const navigate = useNavigate();
  const { id, contact, state, next, mailbox, stepsDone, stepsCount } = enrollment;
  const params = { enrollmentId: id };
  return (
    <Table.Tr
      style={{ cursor: 'pointer' }}
      bg={chosen?.ids.has(id) ? 'var(--app-selected)' : undefined}
      onClick={({ target }) => {
        if (target instanceof Element && !target.closest('a, button, input, [role="menu"]'))
          void navigate({ to: '/enrollments/$enrollmentId', params });
      }}
    >
      {chosen && (
        <Table.Td w={36}>
          <Checkbox
            size="xs"
            aria-label={`Choose ${contact.name}`}
            checked={chosen.ids.has(id)}
            onChange={() => chosen.toggle(id)}
          />
        </Table.Td>
      )}
      <Who enrollment={enrollment} />
      <Table.Td visibleFrom="sm">
        <StateBadge state={state} needsYou={state === 'active' && next.attention !== null} />
      </Table.Td>
      <Table.Td maw={{ base: 150, sm: 420 }}>
        <NextStepLine next={next} zone={mailbox.timeZone} />
      </Table.Td>
      <Table.Td visibleFrom="md" ta="right" style={{ fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' }}>
        <Tooltip label={`${stepsDone} of ${stepsCount} steps are done`}>
          <Text span size="sm">
            {stepsDone} / {stepsCount}
          </Text>
        </Tooltip>
      </Table.Td>
      <Table.Td visibleFrom="md" maw={200}>
        <Text size="xs" c="dimmed" truncate>
          {mailbox.email}
        </Text>
      </Table.Td>
      <Table.Td w={40} p={0}>
        {chosen && <EnrollmentMenu enrollment={enrollment} />}
      </Table.Td>
    </Table.Tr>
  );
}

type PeopleTableProps = { enrollments: EnrollmentItem[]; chosen: Chosen | null };

/** Who is in a sequence, how they stand, and what comes next for each. */
export function PeopleTable({ enrollments, chosen }: PeopleTableProps) {
  const isSome = chosen !== null && chosen.ids.size > 0;
  return (
    <Paper style={{ overflow: 'hidden' }}>
      <Table.ScrollContainer minWidth={340} type="native">
        <Table highlightOnHover>
          <Table.Thead>
            <Table.Tr>
              {chosen && (
                <Table.Th w={36}>
                  <Checkbox
                    size="xs"
                    aria-label="Choose all that are shown"
                    checked={isSome && chosen.ids.size === enrollments.length}
                    indeterminate={isSome && chosen.ids.size < enrollments.length}
                    onChange={chosen.toggleAll}
                  />
                </Table.Th>
              )}
              <Table.Th>Contact</Table.Th>
              <Table.Th visibleFrom="sm">State</Table.Th>
              <Table.Th>What happens next</Table.Th>
              <Table.Th visibleFrom="md" ta="right">
                Steps
              </Table.Th>
              <Table.Th visibleFrom="md">Mailbox</Table.Th>
              <Table.Th aria-label="Actions" />
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {enrollments.map((enrollment) => (
              <Row key={enrollment.id} enrollment={enrollment} chosen={chosen} />
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </Paper>
  );
}
