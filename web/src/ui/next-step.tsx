import { Group, Paper, type PaperProps, Stack, Text, ThemeIcon } from '@mantine/core';
import { CircleCheck, CirclePause, Clock3, TriangleAlert } from 'lucide-react';
import { type ReactNode, useEffect, useState } from 'react';
import { type NextFacts, nextWords } from '../../../workflows/sequences/next-words.calc.ts';
import { exactTime } from '../lib/time.ts';

const TONES = {
  calm: { icon: Clock3, color: 'iris' },
  held: { icon: CirclePause, color: 'gray' },
  attention: { icon: TriangleAlert, color: 'orange' },
  ended: { icon: CircleCheck, color: 'gray' },
};
const TICK_MS = 15_000;

/** What happens next in words, kept true while the clock moves. */
export function useNextWords(next: NextFacts) {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, []);
  return nextWords(next, { now, zone: new Intl.DateTimeFormat().resolvedOptions().timeZone });
}

type NextStepProps = PaperProps & {
  next: NextFacts;
  /** The zone of the mailbox, named beside the exact time on hover. */
  zone?: string;
  isLarge?: boolean;
  /** What the reader can do about it. */
  children?: ReactNode;
};

/** The card that says what happens next for somebody in a sequence, when, and why not sooner. */
export function NextStep({ next, zone, isLarge = false, children, ...paper }: NextStepProps) {
  const { headline, why, tone } = useNextWords(next);
  const { icon: Icon, color } = TONES[tone];
  const exact = next.at === null ? undefined : exactTime(next.at, zone);
  return (
    <Paper p={isLarge ? 'lg' : 'md'} aria-label="What happens next" component="section" {...paper}>
      <Group gap={isLarge ? 'md' : 'sm'} align="flex-start" wrap="nowrap">
        <ThemeIcon variant="light" color={color} size={isLarge ? 40 : 28} radius="xl">
          <Icon size={isLarge ? 20 : 15} aria-hidden />
        </ThemeIcon>
        <Stack gap={isLarge ? 6 : 2} style={{ minWidth: 0, flex: 1 }}>
          <Text fw={600} size={isLarge ? 'xl' : 'sm'} lh={1.35} title={exact}>
            {headline}
          </Text>
          {why && (
            <Text size={isLarge ? 'md' : 'xs'} c="dimmed" maw={680} style={{ overflowWrap: 'anywhere' }}>
              {why}
            </Text>
          )}
          {children}
        </Stack>
      </Group>
    </Paper>
  );
}

/** The same in two lines of a table. */
export function NextStepLine({ next, zone }: { next: NextFacts; zone?: string }) {
  const { headline, why, tone } = useNextWords(next);
  const exact = next.at === null ? undefined : exactTime(next.at, zone);
  const isLoud = tone === 'attention';
  return (
    <Stack gap={0} title={[headline, why, exact].filter(Boolean).join('\n')}>
      <Text size="sm" fw={isLoud ? 500 : undefined} c={isLoud ? 'var(--app-warning)' : undefined} lineClamp={1}>
        {headline}
      </Text>
      {why && (
        <Text size="xs" c="dimmed" lineClamp={1}>
          {why}
        </Text>
      )}
    </Stack>
  );
}
