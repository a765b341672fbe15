import { Temporal } from 'temporal-polyfill';
import { daysIn, type NamedDay } from './away-dates.calc.ts';
import { AWAY_WORDS } from './away-words.calc.ts';
import { languageOf } from './language.calc.ts';
import type { Away } from './rules.ts';
import { standInOf } from './stand-in.calc.ts';

const DAY_MS = 86_400_000;
const LIMIT_MS = 100 * DAY_MS;
const MAX_TEXT = 5_000;
const MORNING = { hour: 9 };

/** Words before a day that make it the last one away, and words behind it in languages that say so there. */
const UNTIL =
  /(until|untill|till?|thro?u(gh)?|up to|ends? on|bis|jusqu\p{L}*|hasta|até|fino|al|tot|t\/m|till|til|do|до|по|μέχρι|έως|ως|până|حتى|إلى|עד|through|to|–|-|〜|~)( (and |including |einschlie\p{L}+ |inkl\.? |zum |el |(?:le|la) |ao? |dia |en met |och med |og med |(?:den|dne|dnia|την?|στις|la data de|data de|يوم) )*)?(the |(?:day|end) (?:of )?)?[\s(]*$/iu;
const UNTIL_AFTER =
  /^[\s).]*(?:\(?(?:\p{L}+)\)? ?)?(まで|까지|saakka|asti|-?ig\b|(tarihine|'?\p{L}{1,3}) kadar|kadar|inclus|incl|einschlie|included)/iu;
/** Words that make a day the first one back. */
const BACK =
  /(back|return(s|ing|ed)?|again|available|resum\w+|zurück|wieder|erreichbar|retour|reviens|rentre\p{L}*|regres\p{L}*|vuelv\p{L}*|vuelt\p{L}*|volt\p{L}*|retorn\p{L}*|torn\p{L}*|rientr\p{L}*|terug|weer|bereikbaar|tillbaka|åter|tilbake|tilbage|takaisin|palaan|powr\p{L}*|wrac\p{L}*|wróc\p{L}*|vrát\p{L}*|zpět|vissza\p{L}*|rev[ei]n\p{L}*|επιστρ\p{L}*|верн\p{L}*|буду|поверн\p{L}*|أعود|سأعود|العودة|אחזור|חוזר\p{L}*)[^.!?\n]{0,45}$/iu;
const BACK_AFTER =
  /^[^.!?。\n]{0,30}?(wieder|zurück|erreichbar|zurückkehr|de retour|weer|terug|bereikbaar|tillbaka|tilbake|tilbage|takaisin|palaan|に?戻り|出社|復帰|より|から|回来|返回|恢复|回到|복귀|döne?ce|dön\p{L}+|vissza\p{L}*|vagyok (újra|ismét)|leszek|будем?|вернусь|повернусь|i will be back|i am back)/iu;
const SINCE =
  /(from|since|starting|beginning|as of|ab|von|vom|du|à partir du|desde|del|de|dal|da|van|vanaf|från|fra|od|с|з|από|din|من|מ)( (dem|den|dne|dnia|le|el|il|the|la))?[\s(]*$/iu;

const NEXT_WEEK =
  /\b(next week|nächste[rn]? woche|la semaine prochaine|la pr[oó]xima semana|na pr[oó]xima semana|la prossima settimana|(de )?volgende week|nästa vecka|neste uke|næste uge|ensi viikolla|w przyszłym tygodniu|příští týden|jövő hét\w*|săptămâna viitoare|gelecek hafta|haftaya|(на )?следующей неделе|наступного тижня|来週|下周|下週|다음 ?주)/iu;

type Meaning = 'until' | 'back' | 'since' | 'named';
type Meant = NamedDay & { meaning: Meaning };

function meaningOf(text: string, { index, text: said }: NamedDay): Meaning {
  const before = text.slice(Math.max(0, index - 70), index);
  const after = text.slice(index + said.length, index + said.length + 40);
  if (UNTIL_AFTER.test(after)) return 'until';
  if (UNTIL.test(before)) return 'until';
  if (BACK.test(before)) return 'back';
  if (BACK_AFTER.test(after) && !AWAY_WORDS.test(after)) return 'back';
  return SINCE.test(before) ? 'since' : 'named';
}

/** The first day back that a named day stands for. Who is away until Friday the 5th is back on the day after; "until Monday" is said of the day of return. */
function firstDayBack({ meaning, from, to, isWeekday }: Meant): number {
  if (to !== null) return to + DAY_MS;
  if (meaning === 'back' || (meaning === 'until' && isWeekday)) return from;
  return from + DAY_MS;
}

function nextMonday(refAt: number): number {
  const today = Math.floor(refAt / DAY_MS) * DAY_MS;
  const weekday = (new Date(today).getUTCDay() + 6) % 7;
  return today + (7 - weekday) * DAY_MS;
}

/** The passage of a text that names a day. */
const passage = (text: string, { index, text: said }: NamedDay) =>
  text
    .slice(Math.max(0, index - 40), index + said.length + 15)
    .replaceAll(/\s+/g, ' ')
    .trim();

const PREFERRED: readonly Meaning[] = ['back', 'until', 'named'];

/** Until when an automatic answer says that its writer is away: the instant at which the first day back begins, in UTC; only ahead, and at most 100 days. */
function absence(text: string, refAt: number): { until: number | null; phrase: string | null } {
  const language = languageOf(text);
  const days: Meant[] = daysIn(text, refAt, language).map((day) => ({
    ...day,
    meaning: day.to === null ? meaningOf(text, day) : 'until',
  }));
  const week = NEXT_WEEK.exec(text);
  if (week && days.every(({ text: said }) => NEXT_WEEK.test(said) || said.length < 4))
    return { until: nextMonday(refAt), phrase: week[0] };
  const isAhead = (day: Meant) => firstDayBack(day) > refAt && firstDayBack(day) <= refAt + LIMIT_MS;
  for (const meaning of PREFERRED) {
    const found = days.filter(
      (day) => day.meaning === meaning && isAhead(day) && (meaning !== 'named' || isNearAbsence(text, day)),
    );
    const last = found.toSorted((a, b) => firstDayBack(a) - firstDayBack(b)).at(-1);
    if (last) return { until: firstDayBack(last), phrase: passage(text, last) };
  }
  return { until: null, phrase: null };
}

/** Whether a day that is merely named stands beside words of absence, not in a signature. */
const isNearAbsence = (text: string, { index, text: said }: NamedDay) =>
  AWAY_WORDS.test(text.slice(Math.max(0, index - 150), index + said.length + 80));

/** What an automatic answer says: until when its writer is away, in which words, and who stands in. */
export function readAway(
  { subject, text, from }: { subject: string; text: string; from: string | null },
  { refAt, own }: { refAt: number; own: string },
): Away {
  const words = `${subject}\n${text}`.slice(0, MAX_TEXT).replaceAll(/[\u00a0\u202f]/g, ' ');
  return { ...absence(words, refAt), standIn: standInOf(words, [from, own]) };
}

/** When a sequence goes on after an absence: nine o'clock, where the contact is, of the first working day back. */
export function resumeAt(until: number, zone: string, isHoliday: (day: string) => boolean = () => false): number {
  let day = Temporal.Instant.fromEpochMilliseconds(until).toZonedDateTimeISO('UTC').toPlainDate();
  for (let tries = 0; tries < 30 && (day.dayOfWeek > 5 || isHoliday(day.toString())); tries++)
    day = day.add({ days: 1 });
  return day.toZonedDateTime({ timeZone: zone, plainTime: MORNING }).epochMilliseconds;
}
