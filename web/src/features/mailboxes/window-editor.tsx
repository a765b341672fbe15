import { ActionIcon, Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { Copy, Plus, X } from 'lucide-react';
import {
  tidyTime,
  WEEKDAYS,
  type Weekday,
  windowInWords,
  windowProblem,
} from '../../../../workflows/mailboxes/window.calc.ts';
import type { SendWindow } from '../../../../workflows/sending/rules.ts';

type Range = { from: string; to: string };
type Edit = { window: SendWindow; onChange: (window: SendWindow) => void };

const OFFICE: Range = { from: '09:00', to: '17:00' };
const ALL_DAY: Range = { from: '00:00', to: '24:00' };
const WORKDAYS: Weekday[] = ['1', '2', '3', '4', '5'];
const everyDay = (days: readonly Weekday[], ranges: Range[]): SendWindow =>
  Object.fromEntries(days.map((day) => [day, ranges]));

function RangeFields({
  range,
  name,
  onChange,
}: {
  range: Range;
  name: string;
  onChange: (range: Range | null) => void;
}) {
  const input = (field: keyof Range) => ({
    size: 'xs',
    w: 62,
    inputMode: 'numeric' as const,
    value: range[field],
    onChange: ({ currentTarget }: React.ChangeEvent<HTMLInputElement>) =>
      onChange({ ...range, [field]: currentTarget.value.slice(0, 5) }),
    onBlur: () => onChange({ ...range, [field]: tidyTime(range[field]) }),
  });
  return (
    <Group gap={4} wrap="nowrap">
      <TextInput aria-label={`${name} from`} {...input('from')} />
      <Text size="sm" c="dimmed" aria-hidden>
        –
      </Text>
      <TextInput aria-label={`${name} to`} {...input('to')} />
      <ActionIcon variant="subtle" color="gray" size="sm" aria-label={`Remove ${name}`} onClick={() => onChange(null)}>
        <X size={13} aria-hidden />
      </ActionIcon>
    </Group>
  );
}

/** The next range of a day: after the last one, or office hours. */
function addedTo(ranges: Range[]): Range[] {
  const last = ranges.at(-1);
  return last ? [...ranges, { from: last.to, to: '24:00' }] : [OFFICE];
}

function DayRow({ number, name, window, onChange }: Edit & { number: Weekday; name: string }) {
  const ranges = window[number] ?? [];
  const set = (next: Range[]) => onChange({ ...window, [number]: next });
  const change = (index: number, range: Range | null) =>
    set(ranges.flatMap((old, at) => (at === index ? (range ?? []) : old)));
  return (
    <Group component="li" gap="sm" align="baseline" wrap="nowrap" mih={32}>
      <Text size="sm" w={40} fw={500} c={ranges.length === 0 ? 'dimmed' : undefined} title={name}>
        {name.slice(0, 3)}
      </Text>
      <Group gap="xs" style={{ flex: 1 }}>
        {ranges.length === 0 && (
          <Text size="sm" c="dimmed">
            Shut
          </Text>
        )}
        {[...ranges.entries()].map(([place, range]) => (
          <RangeFields
            key={place}
            range={range}
            name={`${name} ${place + 1}`}
            onChange={(next) => change(place, next)}
          />
        ))}
        <ActionIcon
          variant="subtle"
          color="gray"
          size="md"
          aria-label={`Add hours to ${name}`}
          onClick={() => set(addedTo(ranges))}
        >
          <Plus size={14} aria-hidden />
        </ActionIcon>
        {ranges.length > 0 && (
          <ActionIcon
            variant="subtle"
            color="gray"
            size="md"
            title="Copy to Monday to Friday"
            aria-label={`Copy ${name} to Monday to Friday`}
            onClick={() => onChange({ ...window, ...everyDay(WORKDAYS, ranges) })}
          >
            <Copy size={13} aria-hidden />
          </ActionIcon>
        )}
      </Group>
    </Group>
  );
}

/** The hours in which a mailbox may send, day by day, each day with as many ranges as it needs. */
export function WindowEditor({ window, onChange, error }: Edit & { error?: string }) {
  const problem = windowProblem(window);
  const sentence = error ?? problem?.sentence;
  const days = WEEKDAYS.map(({ number }) => number);
  return (
    <Stack gap="xs" role="group" aria-label="Hours">
      <Group gap="xs">
        <Button variant="default" size="compact-xs" onClick={() => onChange(everyDay(WORKDAYS, [OFFICE]))}>
          Office hours
        </Button>
        <Button variant="default" size="compact-xs" onClick={() => onChange(everyDay(days, [ALL_DAY]))}>
          Any hour
        </Button>
      </Group>
      <Stack component="ul" gap={6} m={0} p={0} style={{ listStyle: 'none' }}>
        {WEEKDAYS.map(({ number, name }) => (
          <DayRow key={number} number={number} name={name} window={window} onChange={onChange} />
        ))}
      </Stack>
      {sentence ? (
        <Text size="xs" c="red" role="alert">
          {problem?.weekday ? sentence : `The week ${sentence}`}
        </Text>
      ) : (
        <Text size="xs" c="dimmed">
          {windowInWords(window)}
        </Text>
      )}
    </Stack>
  );
}
