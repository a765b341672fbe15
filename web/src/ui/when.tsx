import { Text, type TextProps, Tooltip } from '@mantine/core';
import { useEffect, useState } from 'react';
import { exactTime, spokenTime } from '../lib/time.ts';

type WhenProps = TextProps & { at: number | null; fallback?: string; zone?: string };

/** An instant as people say it, "in 5 min." or "Mon, 09:01"; on hover the exact time with its zone. Ticks while it is near. */
export function When({ at, fallback = '–', zone, ...text }: WhenProps) {
  const [now, setNow] = useState(Date.now);
  const isNear = at !== null && Math.abs(at - now) < 3_600_000;
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), isNear ? 1_000 : 30_000);
    return () => clearInterval(timer);
  }, [isNear]);
  if (at === null) return <Text {...text}>{fallback}</Text>;
  return (
    <Tooltip label={exactTime(at, zone)}>
      <Text
        component="time"
        dateTime={new Date(at).toISOString()}
        style={{ fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' }}
        {...text}
      >
        {spokenTime(at, now, zone)}
      </Text>
    </Tooltip>
  );
}
