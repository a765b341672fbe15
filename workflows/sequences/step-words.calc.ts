import type { StepTiming } from './step.calc.ts';

const UNITS: Record<StepTiming['delayUnit'], [one: string, many: string]> = {
  minutes: ['minute', 'minutes'],
  hours: ['hour', 'hours'],
  days: ['day', 'days'],
  business_days: ['business day', 'business days'],
};

/** The delay before a step in words: "2 business days later, at 09:30 of the contact's clock". */
export function delayWords(step: StepTiming, { isFirst }: { isFirst: boolean }): string {
  const { delayAmount: amount, delayUnit: unit, atLocalTime, zoneSource } = step;
  const [one, many] = UNITS[unit];
  const span = `${amount} ${amount === 1 ? one : many}`;
  const clock = zoneSource === 'contact' ? "contact's" : "mailbox's";
  const time = atLocalTime ? `at ${atLocalTime} (${clock} clock)` : '';
  const when = isFirst ? `${span} after enrolling` : `${span} later`;
  if (amount > 0) return time ? `${when}, ${time}` : when;
  if (time) return isFirst ? `After enrolling, ${time}` : `Then, ${time}`;
  return isFirst ? 'At once' : 'Right after';
}

/** The most that a delay can be, by its unit: a year. */
export const DELAY_LIMITS: Record<StepTiming['delayUnit'], number> = {
  minutes: 525_600,
  hours: 8_760,
  days: 365,
  business_days: 260,
};
