import { ActionIcon, Anchor, CopyButton, Group, Paper, Stack, Text, Title, Tooltip } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Check, Copy, ExternalLink } from 'lucide-react';
import type { ReactNode } from 'react';
import { When } from '../../ui/when.tsx';
import type { Enrollment } from './sequence.ts';

function Line({ name, children }: { name: string; children: ReactNode }) {
  return (
    <Group gap="sm" wrap="nowrap" align="baseline">
      <Text size="sm" c="dimmed" w={92} style={{ flex: 'none' }}>
        {name}
      </Text>
      <Text size="sm" component="div" style={{ minWidth: 0, overflowWrap: 'anywhere' }}>
        {children}
      </Text>
    </Group>
  );
}

const clockOf = (zone: string) =>
  new Intl.DateTimeFormat('en-GB', { timeZone: zone, weekday: 'short', hour: '2-digit', minute: '2-digit' }).format();

function RunLine({ workflowId, runUrl }: Pick<Enrollment, 'workflowId' | 'runUrl'>) {
  return (
    <Stack gap={4}>
      <Anchor href={runUrl} target="_blank" rel="noreferrer" size="sm">
        Open in Temporal <ExternalLink size={12} aria-hidden />
      </Anchor>
      <Group gap={4} wrap="nowrap">
        <Text size="xs" c="dimmed" ff="monospace" truncate title={workflowId}>
          {workflowId}
        </Text>
        <CopyButton value={workflowId}>
          {({ copied, copy }) => (
            <Tooltip label={copied ? 'Copied' : 'Copy the id of the workflow'}>
              <ActionIcon
                variant="subtle"
                color="gray"
                size={20}
                aria-label="Copy the id of the workflow"
                onClick={copy}
              >
                {copied ? <Check size={12} aria-hidden /> : <Copy size={12} aria-hidden />}
              </ActionIcon>
            </Tooltip>
          )}
        </CopyButton>
      </Group>
    </Stack>
  );
}

/** Whom it is about, from where it is sent, and where it runs. */
export function EnrollmentDetails({ enrollment }: { enrollment: Enrollment }) {
  const { contact, sequence, mailbox, stepsDone, stepsCount, startedAt } = enrollment;
  return (
    <Paper p="md" component="section" aria-label="Details">
      <Title order={2} mb="sm">
        Details
      </Title>
      <Stack gap={8}>
        <Line name="Contact">
          <Anchor component={Link} to="/contacts/$contactId" params={{ contactId: contact.id } as never} size="sm">
            {contact.name}
          </Anchor>
        </Line>
        {contact.email && <Line name="Address">{contact.email}</Line>}
        {contact.company && <Line name="Company">{contact.company}</Line>}
        {contact.timeZone && (
          <Line name="Local time">
            {clockOf(contact.timeZone)}{' '}
            <Text span size="xs" c="dimmed">
              {contact.timeZone}
            </Text>
          </Line>
        )}
        <Line name="Sequence">
          <Anchor component={Link} to="/sequences/$sequenceId" params={{ sequenceId: sequence.id } as never} size="sm">
            {sequence.name}
          </Anchor>
        </Line>
        <Line name="Steps">
          {stepsDone} of {stepsCount} done
        </Line>
        <Line name="Mailbox">
          <Anchor component={Link} to="/mailboxes/$mailboxId" params={{ mailboxId: mailbox.id } as never} size="sm">
            {mailbox.email}
          </Anchor>
        </Line>
        <Line name="Enrolled">
          <When at={startedAt} size="sm" />
        </Line>
        <Line name="Workflow">
          <RunLine {...enrollment} />
        </Line>
      </Stack>
    </Paper>
  );
}
