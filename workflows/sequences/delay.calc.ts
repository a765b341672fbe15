import { Temporal } from 'temporal-polyfill';

export type Delay = {
  amount: number;
  unit: 'minutes' | 'hours' | 'days' | 'business_days';
  /** "09:30": the local time at which the step is due; without it the time of day stays what it was. */
  atLocalTime: string | null;
};

const isWeekend = (date: Temporal.PlainDate) => date.dayOfWeek > 5;

function addBusinessDays(
  date: Temporal.PlainDate,
  amount: number,
  isHoliday: (day: string) => boolean,
): Temporal.PlainDate {
  let day = date;
  for (let left = amount; left > 0 || isWeekend(day) || isHoliday(day.toString()); ) {
    day = day.add({ days: 1 });
    if (!isWeekend(day) && !isHoliday(day.toString())) left -= 1;
    if (left <= 0 && !isWeekend(day) && !isHoliday(day.toString())) break;
  }
  return day;
}

/** The instant at which a step is due, counted from the step before it, on the clock of `zone`. Never before `from`. */
export function dueAt(
  { amount, unit, atLocalTime }: Delay,
  { from, zone, isHoliday }: { from: number; zone: string; isHoliday: (day: string) => boolean },
): number {
  const start = Temporal.Instant.fromEpochMilliseconds(from).toZonedDateTimeISO(zone);
  const moved = unit === 'minutes' || unit === 'hours' ? start.add({ [unit]: amount }) : null;
  const date = moved
    ? moved.toPlainDate()
    : unit === 'days'
      ? start.toPlainDate().add({ days: amount })
      : addBusinessDays(start.toPlainDate(), amount, isHoliday);
  const time = atLocalTime ? Temporal.PlainTime.from(atLocalTime) : (moved ?? start).toPlainTime();
  const due = date.toZonedDateTime({ timeZone: zone, plainTime: time });
  const floor = moved ? moved.epochMilliseconds : from;
  if (due.epochMilliseconds >= floor) return due.epochMilliseconds;
  const later = unit === 'business_days' ? addBusinessDays(date, 1, isHoliday) : date.add({ days: 1 });
  return later.toZonedDateTime({ timeZone: zone, plainTime: time }).epochMilliseconds;
}
