import { expect, test } from 'vitest';
import { intentOf } from '../../workflows/replies/intent.calc.ts';
import { newTextOf } from '../../workflows/replies/new-text.calc.ts';
import { optOutOf } from '../../workflows/replies/opt-out.calc.ts';

const QUOTED = [
  'On Fri, Nov 20, 2026 at 3:00 PM Robin Rep <robin@acme.example> wrote:\n> Hello\n> unsubscribe here',
  'Am 20.11.2026 um 15:00 schrieb Robin Rep <robin@acme.example>:\n> Hallo\n> abmelden',
  'Le ven. 20 nov. 2026 à 15:00, Robin Rep <robin@acme.example> a\nécrit :\n\n> Bonjour\n> se désinscrire',
  'El vie, 20 nov 2026 a las 15:00, Robin Rep (<robin@acme.example>) escribió:\n\n> Hola',
  'Il giorno ven 20 nov 2026 alle ore 15:00 Robin Rep <robin@acme.example> ha scritto:\n\n> Ciao',
  'Op vr 20 nov 2026 om 15:00 schreef Robin Rep <robin@acme.example>:\n\n> Hallo',
  'пт, 20 нояб. 2026 г. в 15:00, Robin Rep <robin@acme.example>:\n\n> Привет',
  '2026年11月20日(金) 15:00 Robin Rep <robin@acme.example>:\n\n> こんにちは',
  '-----Original Message-----\nFrom: Robin Rep <robin@acme.example>\nSent: Friday\n\nHello unsubscribe',
  '________________________________\nFrom: Robin Rep <robin@acme.example>\nSent: Friday, November 20, 2026\nTo: Zoe\nSubject: Hello\n\nHello unsubscribe',
  'Von: Robin Rep <robin@acme.example>\nGesendet: Freitag, 20. November 2026\nAn: Zoe\nBetreff: Hallo\n\nHallo abmelden',
  'De : Robin Rep <robin@acme.example>\nEnvoyé : vendredi 20 novembre 2026\nÀ : Zoe\nObjet : Bonjour\n\nBonjour',
];

test.each(QUOTED.map((quoted) => ({ quoted })))('the quoted mail goes: $quoted', ({ quoted }) => {
  expect(newTextOf({ text: `Sounds good.\nCall me.\n\n${quoted}\n`, html: null })).toBe('Sounds good.\nCall me.');
});

test('answers between the quoted lines stay', () => {
  expect(newTextOf({ text: '> Do you like it?\n\nYes.\n\n> Shall we talk?\n\nOn Monday.\n', html: null })).toBe(
    'Yes.\nOn Monday.',
  );
});

test('the signature and what a telephone puts under a mail go', () => {
  expect(newTextOf({ text: 'Thanks\n-- \nZoë\nUnsubscribe GmbH\n', html: null })).toBe('Thanks');
  expect(newTextOf({ text: 'Thanks\n\nSent from my iPhone\n', html: null })).toBe('Thanks');
});

test.each([
  {
    program: 'Gmail',
    html: '<div>Let&#39;s talk.</div><div class="gmail_quote">On Friday Robin wrote:<blockquote>unsubscribe</blockquote></div>',
  },
  {
    program: 'Outlook',
    html: "<p>Let's talk.</p><div id=divRplyFwdMsg><hr><b>From:</b> Robin<br><b>Sent:</b> Friday<br><b>To:</b> Zoe<br></div><p>unsubscribe</p>",
  },
  {
    program: 'Thunderbird',
    html: "<p>Let's talk.</p><div class='moz-cite-prefix'>On 20.11. Robin wrote:</div><blockquote type=cite>unsubscribe</blockquote>",
  },
  {
    program: 'Apple Mail',
    html: "Let's talk.<br><blockquote type='cite'>On 20 Nov 2026, Robin wrote:<br>unsubscribe</blockquote>",
  },
])('the new words of a mail in HTML from $program', ({ html }) => {
  expect(newTextOf({ text: '', html })).toBe("Let's talk.");
});

test.each([
  { text: 'Please remove me from your list.', language: 'en' },
  { text: 'Unsubscribe', language: 'en' },
  { text: 'STOP!!', language: 'en' },
  { text: "Please don't contact me again", language: 'en' },
  { text: 'Bitte keine weiteren E-Mails mehr.', language: 'de' },
  { text: 'Merci de me désinscrire.', language: 'fr' },
  { text: 'Por favor, no me escriban más', language: 'es' },
  { text: 'Não quero receber mais mensagens', language: 'pt' },
  { text: 'Non voglio più ricevere email', language: 'it' },
  { text: 'Schrijf mij uit aub', language: 'nl' },
  { text: 'Sluta maila mig', language: 'sv' },
  { text: 'Fjern mig fra listen', language: 'da' },
  { text: 'Poistakaa minut listalta', language: 'fi' },
  { text: 'Proszę mnie usunąć z listy', language: 'pl' },
  { text: 'Nepište mi', language: 'cs' },
  { text: 'Leiratkozom', language: 'hu' },
  { text: 'Отпишите меня', language: 'ru' },
  { text: '配信停止してください', language: 'ja' },
  { text: '请退订', language: 'zh' },
  { text: '수신거부 부탁드립니다', language: 'ko' },
  { text: 'إلغاء الاشتراك', language: 'ar' },
])('"$text" asks for no more mail', ({ text, language }) => {
  expect(optOutOf(text)).toMatchObject({ language });
});

test.each([
  { text: 'Not interested, thanks.' },
  { text: 'Please do not stop sending these.' },
  { text: 'I do not want to unsubscribe.' },
  { text: 'Our unsubscribe rate is too high.' },
  { text: 'We stopped working with them, call me.' },
  { text: 'Kein Interesse.' },
  { text: 'The bus stop is around the corner.' },
  { text: 'Let us not stop here!' },
])('"$text" does not', ({ text }) => {
  expect(optOutOf(text)).toBeNull();
});

test.each([
  { text: 'Not interested, thanks.', intent: 'not_interested' },
  { text: 'Kein Interesse, danke.', intent: 'not_interested' },
  { text: 'Nous ne sommes pas intéressés.', intent: 'not_interested' },
  { text: 'No me interesa.', intent: 'not_interested' },
  { text: 'Sounds great, let’s talk on Monday?', intent: 'interested' },
  { text: 'Gerne, rufen Sie mich an.', intent: 'interested' },
  { text: 'Ça m’intéresse, parlons-en.', intent: 'interested' },
  { text: 'Please contact my colleague Jane at jane@customer.example.', intent: 'referral' },
  { text: 'I am not the right person for this.', intent: 'referral' },
  { text: 'What does it cost?', intent: 'question' },
  { text: 'いくらですか？', intent: 'question' },
  { text: 'Received.', intent: 'other' },
])('"$text" seems to mean $intent', ({ text, intent }) => {
  expect(intentOf(text).intent).toBe(intent);
});
