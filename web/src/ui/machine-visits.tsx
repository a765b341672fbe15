import { Badge, Stack, Text, Tooltip } from '@mantine/core';
import type { z } from 'zod';
import type { MachineVisit } from '../../../api/contract/visits.ts';

const times = (count: number) => (count === 1 ? 'once' : `${count} times`);

/** Opens and clicks that no person made: they count nowhere, and each says how that is known. */
export function MachineVisits({ visits }: { visits: z.output<typeof MachineVisit>[] }) {
  if (visits.length === 0) return null;
  const sum = visits.reduce((total, { count }) => total + count, 0);
  const lines = visits.map(({ type, count, isSure, why }) => ({
    key: `${type}/${why}`,
    text: `${type === 'open' ? 'Opened' : 'Clicked'} ${times(count)}, ${isSure ? 'not by a person' : 'perhaps not by a person'}: ${why}.`,
  }));
  return (
    <Tooltip
      multiline
      w={300}
      events={{ hover: true, focus: true, touch: true }}
      label={
        <Stack gap={2}>
          {lines.map(({ key, text }) => (
            <Text key={key} size="xs">
              {text}
            </Text>
          ))}
        </Stack>
      }
    >
      <Badge
        color="gray"
        variant="outline"
        tabIndex={0}
        aria-label={`Not counted: ${lines.map(({ text }) => text).join(' ')}`}
      >
        Machines {sum}×
      </Badge>
    </Tooltip>
  );
}
