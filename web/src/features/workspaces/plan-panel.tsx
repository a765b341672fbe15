import { Badge, Group, SimpleGrid, Stack, Text } from '@mantine/core';
import type { Outputs } from '../../lib/client.ts';
import { Panel } from '../../ui/panel.tsx';
import { When } from '../../ui/when.tsx';

type Workspace = Outputs['workspaces']['readWorkspace'];

const STATES = { trial: 'Trial', active: 'Active', suspended: 'Suspended' };

const amount = (limit: number | null) => (limit === null ? 'No limit' : limit.toLocaleString('en'));

function Limit({ label, value }: { label: string; value: string }) {
  return (
    <Stack gap={0}>
      <Text size="xs" c="dimmed">
        {label}
      </Text>
      <Text size="sm" fw={500}>
        {value}
      </Text>
    </Stack>
  );
}

/** What the plan allows, and how much of it is taken. */
export function PlanPanel({ workspace: { plan, status, trialEndsAt, limits, seatsTaken } }: { workspace: Workspace }) {
  const name = plan.charAt(0).toUpperCase() + plan.slice(1);
  const state = (
    <Group gap={6}>
      <Badge color={status === 'suspended' ? 'red' : 'iris'}>{STATES[status]}</Badge>
      {status === 'trial' && trialEndsAt !== null && (
        <>
          <Text size="sm">ends</Text> <When at={trialEndsAt} size="sm" />
        </>
      )}
    </Group>
  );
  const seats = limits.members === null ? `${seatsTaken} taken, no limit` : `${seatsTaken} of ${limits.members} taken`;
  return (
    <Panel title={`Plan: ${name}`} action={state}>
      <SimpleGrid cols={{ base: 2, sm: 4 }}>
        <Limit label="Seats" value={seats} />
        <Limit label="Mails a month" value={amount(limits.monthlyEmails)} />
        <Limit label="Days of history" value={amount(limits.historyDays)} />
        <Limit label="API access" value={limits.hasApi ? 'Yes' : 'No'} />
      </SimpleGrid>
    </Panel>
  );
}
