import { Group, Paper, Stack, Text, ThemeIcon } from '@mantine/core';
import { windowInWords } from '../../../../workflows/mailboxes/window.calc.ts';
import { HEALTH } from './health.tsx';
import { HealthFacts } from './health-facts.tsx';
import { type Mailbox, mails } from './mailbox.ts';

/** What a pause shuts, and that nothing of it is lost. */
function pauseWords({ pause, waiting, email }: Mailbox): string | null {
  if (!pause) return null;
  const who = pause.scope === 'domain' ? `Every mailbox of ${email.slice(email.lastIndexOf('@') + 1)}` : 'This mailbox';
  const what = waiting > 0 ? `What waits (${mails(waiting)}) keeps its place, and nobody in it is marked.` : '';
  return `${who} is paused until one mail that is tried goes through; then it sends on by itself. ${what}`.trim();
}

/** How a mailbox is, why, what to do, and what it is about to do. */
export function HealthCard({ mailbox }: { mailbox: Mailbox }) {
  const { health, timeZone, sendWindow } = mailbox;
  const { label, color, icon: Icon, sentence } = HEALTH[health.state];
  const pause = health.state === 'paused' ? pauseWords(mailbox) : null;
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
          {pause && (
            <Text c="dimmed" maw={720}>
              {pause}
            </Text>
          )}
        </Stack>
      </Group>
      <HealthFacts mailbox={mailbox} />
      <Text size="xs" c="dimmed" mt="md">
        Sends {windowInWords(sendWindow) === 'Always open' ? 'at any hour' : windowInWords(sendWindow)} · {timeZone}
      </Text>
    </Paper>
  );
}
