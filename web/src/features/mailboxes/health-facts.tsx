import { Progress, SimpleGrid, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { When } from '../../ui/when.tsx';
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

/** How many mails wait, and how many of them should have left by now. */
function Waiting({ waiting, late }: Mailbox) {
  return (
    <>
      {waiting.toLocaleString('en')}
      {late > 0 && (
        <Text size="xs" c="var(--app-warning)">
          {late.toLocaleString('en')} of them late
        </Text>
      )}
    </>
  );
}

/** How it learns of answers: told by its provider, until the agreement is renewed, or by looking. */
function Answers({ provider, lastSyncAt, toldUntil, renewsAt }: Mailbox) {
  const [now] = useState(Date.now);
  const isHosted = provider === 'gmail' || provider === 'outlook';
  const isTold = toldUntil !== null && toldUntil > now;
  return (
    <>
      <When at={lastSyncAt} size="sm" fw={500} fallback="Not yet" />
      {isHosted && (
        <Text size="xs" c="dimmed" component="div">
          {isTold ? 'Told of new mail' : 'Looks every few minutes'}
          {renewsAt !== null && (
            <>
              ; {isTold ? 'renewed' : 'asks to be told'} <When at={renewsAt} span inherit />
            </>
          )}
        </Text>
      )}
    </>
  );
}

/** The figures of a mailbox: what it sends, what waits, when it last worked, what comes next. */
export function HealthFacts({ mailbox }: { mailbox: Mailbox }) {
  const { nextSendAt, timeZone, lastSuccessAt, pause } = mailbox;
  const at = { size: 'sm', fw: 500 } as const;
  return (
    <SimpleGrid cols={{ base: 2, sm: 3, lg: 6 }} spacing="md" mt="lg">
      <Fact label="Today">
        <Today {...mailbox} />
      </Fact>
      {pause ? (
        <Fact label="One mail is tried">
          <When at={pause.probeAt} zone={timeZone} {...at} />
        </Fact>
      ) : (
        <Fact label="Next mail">
          <When at={nextSendAt} zone={timeZone} {...at} fallback="None planned" />
        </Fact>
      )}
      <Fact label="Waiting">
        <Waiting {...mailbox} />
      </Fact>
      <Fact label="In sequences">
        <Link to="/sequences" style={{ color: 'inherit' }}>
          {people(mailbox.people)}
        </Link>
      </Fact>
      <Fact label="Last success">
        <When at={lastSuccessAt} {...at} fallback="Not yet" />
      </Fact>
      <Fact label="Last looked for answers">
        <Answers {...mailbox} />
      </Fact>
    </SimpleGrid>
  );
}
