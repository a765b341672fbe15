import { Progress, Stack, Text, Tooltip } from '@mantine/core';
import type { MailboxItem } from './mailbox.ts';

type Load = Pick<MailboxItem, 'sentToday' | 'plannedToday' | 'dailyLimit'>;

/** What a mailbox sent today and still sends, against its limit. */
export function LoadBar({ sentToday, plannedToday, dailyLimit }: Load) {
  const share = (count: number) => Math.min(100, (count / dailyLimit) * 100);
  const words = `${sentToday} sent and ${plannedToday} planned of ${dailyLimit} today`;
  return (
    <Tooltip label={words}>
      <Stack gap={4} role="img" aria-label={words}>
        <Text size="xs" c="dimmed" lh={1.2} style={{ fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' }}>
          <Text span inherit c="var(--mantine-color-text)" fw={500}>
            {(sentToday + plannedToday).toLocaleString('en')}
          </Text>{' '}
          of {dailyLimit.toLocaleString('en')} today
        </Text>
        <Progress.Root size={5} aria-hidden>
          <Progress.Section value={share(sentToday)} color="iris" />
          <Progress.Section value={Math.min(share(plannedToday), 100 - share(sentToday))} color="iris.3" />
        </Progress.Root>
      </Stack>
    </Tooltip>
  );
}
