import { holidayOf } from '../sending/day.calc.ts';
import { type Delay, dueAt } from './delay.calc.ts';

/** When a step is due, as far as the plan says it. */
export type StepTiming = {
  delayAmount: number;
  delayUnit: Delay['unit'];
  atLocalTime: string | null;
  zoneSource: 'mailbox' | 'contact';
};

type Clocks = {
  contact: { timeZone: string | null };
  mailbox: { timeZone: string; holidayCountry: string | null; holidayRegion: string | null };
};

/** The zone whose clock a step goes by. */
export const zoneOf = ({ contact, mailbox }: Clocks, step: Pick<StepTiming, 'zoneSource'>) =>
  step.zoneSource === 'contact' ? (contact.timeZone ?? mailbox.timeZone) : mailbox.timeZone;

/** When a step is due, counted from the end of the one before it. */
export function stepDueAt(clocks: Clocks, step: StepTiming, from: number): number {
  const { holidayCountry: country, holidayRegion: region } = clocks.mailbox;
  return dueAt(
    { amount: step.delayAmount, unit: step.delayUnit, atLocalTime: step.atLocalTime },
    { from, zone: zoneOf(clocks, step), isHoliday: (day) => holidayOf(day, { country, region }) !== null },
  );
}

type Placed = { position: number; kind: string };

/** How many mails the plan has from a step on: what a first mail will ask of its mailbox in all. */
export const mailsFrom = (steps: Placed[], step: Placed) =>
  steps.filter((other) => other.position >= step.position && other.kind === 'mail').length;
