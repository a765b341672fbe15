import { Anchor, Button, Group, Stack, Text, Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { Workflow } from 'lucide-react';
import type { z } from 'zod';
import type { EnrollmentItem } from '../../../../api/contract/enrollments.ts';
import { client } from '../../lib/client.ts';
import { useMay } from '../../lib/me.ts';
import { NextStep } from '../../ui/next-step.tsx';
import { ShowMore } from '../../ui/show-more.tsx';
import { Waiting } from '../../ui/states.tsx';
import { When } from '../../ui/when.tsx';
import { EnrollMenu } from './enroll-menu.tsx';
import type { Contact } from './fields.ts';

type Enrollment = z.output<typeof EnrollmentItem>;

const isUnderWay = ({ state }: Enrollment) => state === 'active' || state === 'paused';

function SequenceName({ enrollment: { id, sequence } }: { enrollment: Enrollment }) {
  return (
    <Anchor
      component={Link}
      to="/enrollments/$enrollmentId"
      params={{ enrollmentId: id } as never}
      size="sm"
      fw={500}
      c="inherit"
    >
      {sequence.name}
    </Anchor>
  );
}

/** One that goes on: what happens next, when, and why not sooner. */
function UnderWay({ enrollment }: { enrollment: Enrollment }) {
  const { next, mailbox, stepsDone, stepsCount } = enrollment;
  return (
    <NextStep next={next} zone={mailbox.timeZone}>
      <Group gap="xs" mt={6} justify="space-between">
        <SequenceName enrollment={enrollment} />
        <Text size="xs" c="dimmed">
          {stepsDone} of {stepsCount} steps done · from {mailbox.email}
        </Text>
      </Group>
    </NextStep>
  );
}

/** One that ended, in a line. */
function Ended({ enrollment }: { enrollment: Enrollment }) {
  const { next, state } = enrollment;
  return (
    <Group gap="xs" justify="space-between" wrap="nowrap" px="md">
      <SequenceName enrollment={enrollment} />
      <Group gap={6} wrap="nowrap">
        <Text size="xs" c="dimmed" tt="capitalize">
          {state}
        </Text>
        <When at={next.endedAt} size="xs" c="dimmed" />
      </Group>
    </Group>
  );
}

function Nothing({ contact }: { contact: Contact }) {
  const mayEdit = useMay('rep');
  return (
    <Group justify="space-between" gap="sm">
      <Text size="sm" c="dimmed">
        Nothing is planned: {contact.name} is in no sequence.
      </Text>
      {mayEdit && contact.deletedAt === null && (
        <EnrollMenu selection={() => ({ kind: 'contacts', contactIds: [contact.id] })}>
          <Button variant="default" leftSection={<Workflow size={14} aria-hidden />}>
            Enroll in…
          </Button>
        </EnrollMenu>
      )}
    </Group>
  );
}

/** The sequences that a contact is in, and those it was in. */
export function ContactEnrollments({ contact }: { contact: Contact }) {
  const query = useInfiniteQuery(
    client.enrollments.listEnrollments.infiniteOptions({
      input: (cursor: string | undefined) => ({ contactId: contact.id, limit: 20, cursor }),
      initialPageParam: undefined,
      getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    }),
  );
  const enrollments = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const underWay = enrollments.filter(isUnderWay);
  const ended = enrollments.filter((enrollment) => !isUnderWay(enrollment));
  return (
    <Stack component="section" aria-label="Sequences" gap="sm">
      <Title order={2}>What happens next</Title>
      <Waiting query={query} rows={2} />
      {query.data && underWay.length === 0 && <Nothing contact={contact} />}
      {underWay.map((enrollment) => (
        <UnderWay key={enrollment.id} enrollment={enrollment} />
      ))}
      {ended.map((enrollment) => (
        <Ended key={enrollment.id} enrollment={enrollment} />
      ))}
      <ShowMore query={query} label="Show earlier sequences" />
    </Stack>
  );
}
