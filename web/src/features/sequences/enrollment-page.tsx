import { Anchor, Button, Group, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { ArrowLeft } from 'lucide-react';
import type { EnrollmentId } from '../../../../workflows/ids.ts';
import { client } from '../../lib/client.ts';
import { useMay } from '../../lib/me.ts';
import { NextStep } from '../../ui/next-step.tsx';
import { Page } from '../../ui/page.tsx';
import { Waiting } from '../../ui/states.tsx';
import { StateBadge } from './badges.tsx';
import { EnrollmentDetails } from './enrollment-details.tsx';
import { possibleCommands } from './enrollment-menu.tsx';
import classes from './enrollment-page.module.css';
import { EnrollmentTimeline } from './enrollment-timeline.tsx';
import { NextActions } from './next-actions.tsx';
import type { Enrollment } from './sequence.ts';
import { useCommand } from './use-enrollment-actions.ts';

/** What the card itself does not offer. */
const IN_HEADER = new Set(['pause', 'stop']);

function Actions({ enrollment }: { enrollment: Enrollment }) {
  const { tell, pending } = useCommand();
  return possibleCommands(enrollment)
    .filter(({ command }) => IN_HEADER.has(command))
    .map(({ command, label, icon: Icon }) => (
      <Button
        key={command}
        variant="default"
        leftSection={<Icon size={14} aria-hidden />}
        loading={pending === command}
        onClick={() => tell(enrollment, command)}
      >
        {label}
      </Button>
    ));
}

function EnrollmentView({ enrollment }: { enrollment: Enrollment }) {
  const mayEdit = useMay('rep');
  const { contact, sequence, state, next, mailbox } = enrollment;
  const subtitle = (
    <Group gap="xs">
      <StateBadge state={state} needsYou={state === 'active' && next.attention !== null} />
      <Anchor
        component={Link}
        to="/sequences/$sequenceId"
        params={{ sequenceId: sequence.id } as never}
        search={{ tab: 'people' } as never}
        size="sm"
        c="dimmed"
      >
        <ArrowLeft size={12} aria-hidden /> {sequence.name}
      </Anchor>
    </Group>
  );
  return (
    <Page title={contact.name} subtitle={subtitle} actions={mayEdit && <Actions enrollment={enrollment} />}>
      <div className={classes.columns}>
        <Stack gap="lg">
          <NextStep next={next} zone={mailbox.timeZone} isLarge>
            {mayEdit && <NextActions enrollment={enrollment} />}
          </NextStep>
          <EnrollmentTimeline enrollment={enrollment} />
        </Stack>
        <EnrollmentDetails enrollment={enrollment} />
      </div>
    </Page>
  );
}

/** One contact in one sequence: what happens next, when, and why not sooner; and what happened so far. */
export function EnrollmentPage() {
  const { enrollmentId } = useParams({ strict: false }) as { enrollmentId: EnrollmentId };
  const query = useQuery(client.enrollments.getEnrollment.queryOptions({ input: { enrollmentId } }));
  if (query.data) return <EnrollmentView key={enrollmentId} enrollment={query.data} />;
  return (
    <Page title="Enrollment">
      <Waiting query={query} />
    </Page>
  );
}
