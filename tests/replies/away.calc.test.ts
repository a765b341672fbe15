import { expect, test } from 'vitest';
import { readAway, resumeAt } from '../../workflows/replies/away.calc.ts';

const WRITTEN = Date.UTC(2026, 10, 21, 12);
const DAY_MS = 86_400_000;
const away = (text: string, subject = 'Automatic reply: Hello') =>
  readAway({ subject, text, from: 'ada@customer.example' }, { refAt: WRITTEN, own: 'robin@acme.example' });
const dayOf = (at: number | null) => (at === null ? null : new Date(at).toISOString().slice(0, 10));

test.each([
  { text: 'I am out of the office until 5 December 2026.', back: '2026-12-06' },
  {
    text: 'I will be back on December 3rd. For urgent matters please contact my colleague Jane Doe (jane@acme.example).',
    back: '2026-12-03',
  },
  { text: 'I am currently away returning to the office on December 5th. ', back: '2026-12-05' },
  { text: 'I will be traveling for work on December 1-10. During that time limited access', back: '2026-12-11' },
  { text: 'Out of office from 23 November to 4 December. Back on Monday, 7 December.', back: '2026-12-07' },
  { text: 'I am on vacation and will return next week.', back: '2026-11-23' },
  { text: 'I am on leave and back on Monday.', back: '2026-11-23' },
  { text: 'I will be out of the office until further notice', back: null },
  { text: 'I am out of the office in two weeks', back: '2026-12-06' },
  {
    text: 'Ich bin bis zum 5.12. nicht im Büro. In dringenden Fällen wenden Sie sich an Frau Erika Muster unter erika@acme.example',
    back: '2026-12-06',
  },
  { text: 'Ich bin vom 23.11. bis 4.12.2026 im Urlaub und ab dem 7. Dezember wieder erreichbar.', back: '2026-12-07' },
  { text: 'Ich bin bis einschließlich 4. Dezember abwesend.', back: '2026-12-05' },
  { text: 'Vielen Dank. Ich bin am Montag wieder im Büro.', back: '2026-11-23' },
  {
    text: "Je suis absent du bureau jusqu'au 4 décembre inclus. En cas d'urgence, contactez Paul Martin à paul@acme.example",
    back: '2026-12-05',
  },
  { text: 'Je serai de retour le lundi 7 décembre, merci de votre message', back: '2026-12-07' },
  { text: 'Estoy fuera de la oficina hasta el 4 de diciembre. Regreso el 7 de diciembre.', back: '2026-12-07' },
  { text: 'Estarei ausente até 4 de dezembro e retorno no dia 7 de dezembro de 2026', back: '2026-12-07' },
  { text: 'Sono in ferie fino al 4 dicembre. Rientro il 7 dicembre 2026.', back: '2026-12-07' },
  { text: 'Ik ben afwezig tot en met 4 december. Vanaf 7 december ben ik weer bereikbaar.', back: '2026-12-07' },
  { text: 'Jag är på semester till och med 4 december och är tillbaka den 7 december.', back: '2026-12-07' },
  { text: 'Jeg er på ferie til og med 4. desember og er tilbake 7. desember. Takk', back: '2026-12-07' },
  { text: 'Jeg er ikke på kontoret frem til 7. december 2026. Tak', back: '2026-12-08' },
  { text: 'Olen lomalla 4.12. asti. Palaan töihin 7.12.2026. Kiitos viestistäsi', back: '2026-12-07' },
  { text: 'Jestem na urlopie do 4 grudnia. Wracam 7 grudnia 2026, dziękuję', back: '2026-12-07' },
  { text: 'Jsem na dovolené do 4. prosince, zpět budu 7. prosince. Děkuji', back: '2026-12-07' },
  { text: 'Szabadságon vagyok december 4-ig. Nem vagyok az irodában', back: '2026-12-05' },
  { text: 'Sunt în concediu până la 4 decembrie. Voi reveni pe 7 decembrie', back: '2026-12-07' },
  { text: '4 Aralık 2026 tarihine kadar izindeyim. Teşekkür ederim ve için', back: '2026-12-05' },
  { text: 'Я в отпуске до 4 декабря. Вернусь 7 декабря.', back: '2026-12-07' },
  { text: 'Я у відпустці до 4 грудня включно.', back: '2026-12-05' },
  { text: 'Είμαι εκτός γραφείου μέχρι τις 4 Δεκεμβρίου', back: '2026-12-05' },
  { text: '12月4日まで休暇をいただいております。', back: '2026-12-05' },
  { text: '休暇中です。12月7日に出社いたします。', back: '2026-12-07' },
  { text: '我正在休假，12月7日返回办公室。', back: '2026-12-07' },
  { text: '12월 4일까지 휴가입니다. 12월 7일에 복귀합니다.', back: '2026-12-07' },
  { text: 'أنا في إجازة حتى 4 ديسمبر', back: '2026-12-05' },
  { text: 'אני בחופשה עד 4 בדצמבר 2026', back: '2026-12-05' },
  { text: 'I am away until 2026-12-03 and will answer when I am back.', back: '2026-12-04' },
  { text: 'I am out of office. Call me at 030 12.12.4444 or 5am - 5:30pm. Sent 3 May 2020', back: null },
  { text: 'Out of office until 05/12/2026', back: '2026-12-06' },
  { text: 'I will be out until Tuesday, November 24.', back: '2026-11-25' },
  { text: 'I am on parental leave until 1 June 2027', back: null },
])('"$text" is back on $back', ({ text, back }) => {
  expect(dayOf(away(text).until)).toBe(back);
});

test('a day in the past or more than 100 days ahead is none', () => {
  expect(away('I am out of the office until 20 November 2026.').until).toBeNull();
  expect(dayOf(away('I am out of the office until 28 February 2027.').until)).toBe('2027-03-01');
  expect(away('I am out of the office until 2 March 2027.').until).toBeNull();
});

test('a day far from the words of absence, as in a signature, is none', () => {
  expect(away(`I am out of the office.\n\n${'Kind regards. '.repeat(30)}\nFounded 5 December 2026`).until).toBeNull();
});

test('the phrase says which words gave the day', () => {
  expect(away('I will be back on December 3rd.').phrase).toContain('back on December 3rd');
});

test.each([
  {
    text: 'Please contact my colleague Neko Nyaan (neko@customer.example; +0-000) for all other needs.',
    standIn: { address: 'neko@customer.example', name: 'Neko Nyaan' },
  },
  {
    text: 'In dringenden Fällen wenden Sie sich bitte an Frau Erika Muster unter erika@customer.example.',
    standIn: { address: 'erika@customer.example', name: 'Frau Erika Muster' },
  },
  {
    text: "En cas d'urgence, contactez paul@customer.example",
    standIn: { address: 'paul@customer.example', name: null },
  },
  { text: 'Ada\nada@customer.example', standIn: null },
  { text: 'Please contact no-reply@customer.example', standIn: null },
])('the stand-in of "$text" is $standIn', ({ text, standIn }) => {
  expect(away(text).standIn).toEqual(standIn);
});

const at = (day: string) => Date.parse(`${day}T00:00:00Z`);

test.each([
  { name: 'a working day', until: at('2026-12-07'), zone: 'Europe/Berlin', goesOn: '2026-12-07T08:00:00.000Z' },
  { name: 'a Saturday', until: at('2026-12-05'), zone: 'America/New_York', goesOn: '2026-12-07T14:00:00.000Z' },
  { name: 'a Sunday', until: at('2026-12-06'), zone: 'Asia/Tokyo', goesOn: '2026-12-07T00:00:00.000Z' },
  {
    name: 'the day after the clocks change',
    until: at('2027-03-29'),
    zone: 'Europe/Berlin',
    goesOn: '2027-03-29T07:00:00.000Z',
  },
])('who is back on $name hears again at nine on the next working day in $zone', ({ until, zone, goesOn }) => {
  expect(new Date(resumeAt(until, zone)).toISOString()).toBe(goesOn);
});

test('a holiday is no working day', () => {
  const isHoliday = (day: string) => day === '2026-12-07';
  expect(new Date(resumeAt(at('2026-12-05'), 'UTC', isHoliday)).toISOString()).toBe('2026-12-08T09:00:00.000Z');
});

test('a calendar of nothing but holidays ends after a month', () => {
  expect(resumeAt(at('2026-12-05'), 'UTC', () => true)).toBeLessThan(at('2026-12-05') + 32 * DAY_MS);
});
