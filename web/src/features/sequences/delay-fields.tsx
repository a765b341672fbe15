import { ActionIcon, Button, Group, NumberInput, Select, Text, TextInput } from '@mantine/core';
import { Clock, X } from 'lucide-react';
import { DELAY_LIMITS, delayWords } from '../../../../workflows/sequences/step-words.calc.ts';
import type { Draft } from './use-step-drafts.ts';

const MORNING = '09:00';

const UNITS: { value: Draft['delayUnit']; label: string }[] = [
  { value: 'minutes', label: 'minutes' },
  { value: 'hours', label: 'hours' },
  { value: 'days', label: 'days' },
  { value: 'business_days', label: 'business days' },
];
const CLOCKS: { value: Draft['zoneSource']; label: string }[] = [
  { value: 'mailbox', label: "of the mailbox's clock" },
  { value: 'contact', label: "of the contact's clock" },
];

type DelayFieldsProps = {
  step: Draft;
  isFirst: boolean;
  isDisabled: boolean;
  onChange: (some: Partial<Draft>) => void;
};

type FixedTimeProps = Pick<Draft, 'zoneSource'> & { atLocalTime: string } & Omit<DelayFieldsProps, 'step' | 'isFirst'>;

/** The local time at which a step is due, and whose clock shows it. */
function FixedTime({ atLocalTime, zoneSource, isDisabled, onChange }: FixedTimeProps) {
  return (
    <>
      <Text size="sm">at</Text>
      <TextInput
        size="xs"
        w={104}
        type="time"
        aria-label="Local time"
        disabled={isDisabled}
        value={atLocalTime}
        onChange={({ currentTarget }) => onChange({ atLocalTime: currentTarget.value || MORNING })}
      />
      <Select
        size="xs"
        w={158}
        aria-label="Whose clock"
        disabled={isDisabled}
        data={CLOCKS}
        value={zoneSource}
        onChange={(clock) => onChange({ zoneSource: clock === 'contact' ? 'contact' : 'mailbox' })}
      />
      <ActionIcon
        variant="subtle"
        color="gray"
        size={24}
        aria-label="At any time of the day"
        disabled={isDisabled}
        onClick={() => onChange({ atLocalTime: null })}
      >
        <X size={14} aria-hidden />
      </ActionIcon>
    </>
  );
}

/** When a step is due, counted from the one before it. */
export function DelayFields({ step, isFirst, isDisabled, onChange }: DelayFieldsProps) {
  const { delayAmount, delayUnit, atLocalTime, zoneSource } = step;
  const most = DELAY_LIMITS[delayUnit];
  return (
    <Group gap={8} fz="sm" aria-label={delayWords(step, { isFirst })} role="group">
      <Text size="sm">{isFirst ? 'Due' : 'Wait'}</Text>
      <NumberInput
        size="xs"
        w={48}
        hideControls
        aria-label="Delay"
        min={0}
        max={most}
        clampBehavior="strict"
        allowDecimal={false}
        disabled={isDisabled}
        value={delayAmount}
        onChange={(amount) => onChange({ delayAmount: Number(amount) || 0 })}
      />
      <Select
        size="xs"
        w={116}
        aria-label="Unit of the delay"
        disabled={isDisabled}
        data={UNITS}
        value={delayUnit}
        onChange={(unit) => {
          const chosen = UNITS.find(({ value }) => value === unit)?.value ?? delayUnit;
          onChange({ delayUnit: chosen, delayAmount: Math.min(delayAmount, DELAY_LIMITS[chosen]) });
        }}
      />
      {isFirst && <Text size="sm">after enrolling</Text>}
      {atLocalTime === null ? (
        <Button
          size="compact-xs"
          variant="subtle"
          color="gray"
          disabled={isDisabled}
          leftSection={<Clock size={13} aria-hidden />}
          onClick={() => onChange({ atLocalTime: MORNING })}
        >
          At a fixed time
        </Button>
      ) : (
        <FixedTime atLocalTime={atLocalTime} zoneSource={zoneSource} isDisabled={isDisabled} onChange={onChange} />
      )}
    </Group>
  );
}
