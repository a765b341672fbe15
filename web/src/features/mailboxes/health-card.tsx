import { Group, Paper, Progress, SimpleGrid, Stack, Text, ThemeIcon } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { windowInWords } from '../../../../workflows/mailboxes/window.calc.ts';
import { When } from '../../ui/when.tsx';
import { HEALTH } from './health.tsx';
import { type Mailbox, people } from './mailbox.ts';

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Stack gap={2}>
      <Text size="xs" c="dimmed">
        {label}
      </Text>
      <Text size="sm" fw={500} component="div">
        {children}
      </Text>
    </Stack>
  );
}

function Today({ sentToday, plannedToday, dailyLimit }: Mailbox) {
  return (
    <>
      {sentToday} sent, {plannedToday} planned
      <Progress.Root size={5} mt={4} maw={160} aria-hidden>
        <Progress.Section value={(sentToday / dailyLimit) * 100} color="iris" />
        <Progress.Section value={(plannedToday / dailyLimit) * 100} color="iris.3" />
      </Progress.Root>
      <Text size="xs" c="dimmed">
        of {dailyLimit.toLocaleString('en')}
      </Text>
    </>
  );
}

/** How a mailbox is, why, and what it is about to do. */
export function HealthCard({ mailbox }: { mailbox: Mailbox }) {
  const { health, nextSendAt, waiting, timeZone, lastSyncAt, sendWindow } = mailbox;
  const { label, color, icon: Icon, sentence } = HEALTH[health.state];
  return (
    <Paper p="lg" mb="lg" component="section" aria-label="Health">
      <Group gap="md" align="flex-start" wrap="nowrap">
        <ThemeIcon variant="light" color={color} size={40} radius="xl">
          <Icon size={20} aria-hidden />
        </ThemeIcon>
        <Stack gap={4} style={{ minWidth: 0, flex: 1 }}>
          <Text fw={600} size="xl" lh={1.35}>
            {label}
          </Text>
          <Text c="dimmed" maw={720} style={{ overflowWrap: 'anywhere' }}>
            {health.sentence ?? sentence}
          </Text>
        </Stack>
      </Group>
      <SimpleGrid cols={{ base: 2, sm: 3, lg: 5 }} spacing="md" mt="lg">
        <Fact label="Today">
          <Today {...mailbox} />
        </Fact>
        <Fact label="Next mail">
          <When at={nextSendAt} zone={timeZone} size="sm" fw={500} fallback="None planned" />
        </Fact>
        <Fact label="Waiting">{waiting.toLocaleString('en')}</Fact>
        <Fact label="In sequences">
          <Link to="/sequences" style={{ color: 'inherit' }}>
            {people(mailbox.people)}
          </Link>
        </Fact>
        <Fact label="Last looked for answers">
          <When at={lastSyncAt} size="sm" fw={500} fallback="Not yet" />
        </Fact>
      </SimpleGrid>
      <Text size="xs" c="dimmed" mt="md">
        Sends {windowInWords(sendWindow) === 'Always open' ? 'at any hour' : windowInWords(sendWindow)} · {timeZone}
      </Text>
    </Paper>
  );
}
