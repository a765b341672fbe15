import addresses from 'email-addresses';
import { isTimeZone } from '../sending/day.calc.ts';
import { CONTACT_LABELS, CONTACT_STATUSES, type ContactField, LIFECYCLE_STAGES } from './rules.ts';

/** A value as it is kept, or why it cannot be. */
export type Checked<T> = { kind: 'ok'; value: T } | { kind: 'wrong'; sentence: string };

const ok = <T>(value: T): Checked<T> => ({ kind: 'ok', value });
const wrong = (sentence: string): Checked<never> => ({ kind: 'wrong', sentence });

/** Text on one line: no control characters, no white space at its ends. */
export const oneLine = (text: string) => text.replaceAll(/[\p{Cc}\s]+/gu, ' ').trim();

/** What nearly every address looks like: good by the grammar below too, which takes 30 µs an address. */
const PLAIN_ADDRESS =
  /^(?=.{1,64}@)[a-z0-9_+-]+(?:\.[a-z0-9_+-]+)*@(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}$/i;

/** An email address (RFC 5322, RFC 6532) without a name or a comment around it. */
export function checkAddress(given: string): Checked<string> {
  const text = given.trim();
  if (text.length <= 254 && PLAIN_ADDRESS.test(text)) return ok(text);
  const parsed = addresses.parseOneAddress({ input: text, rfc6532: true, rejectTLD: true });
  if (parsed?.type !== 'mailbox')
    return wrong(`"${oneLine(text)}" is not an email address. Give one as ada@example.com.`);
  const { address, local, domain } = parsed;
  if (address !== text) return wrong(`"${oneLine(text)}" is more than an address. Give ${address} alone.`);
  if (new TextEncoder().encode(local).length > 64 || address.length > 254)
    return wrong(`"${address}" is too long: 64 characters before the @ and 254 in all are allowed.`);
  const labels = domain.split('.');
  const isDomain = labels.every((label) => /^[\p{L}\p{N}]([\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?$/u.test(label));
  if (!isDomain || !/^(xn--.+|\p{L}{2,})$/u.test(labels.at(-1) ?? ''))
    return wrong(`"${domain}" is not the name of a mail domain. Give one as example.com.`);
  return ok(address);
}

/** A telephone number as people write it: 5 to 15 digits (E.164), and the usual signs between them. */
export function checkPhone(given: string): Checked<string> {
  const text = oneLine(given);
  const digits = text.replace(/(ext\.?|x|#)\s*\d+$/i, '').replaceAll(/\D/g, '').length;
  if (text.length > 40 || digits < 5 || digits > 15 || !/^[+(]?[\d\s().\-/]+((ext\.?|x|#)\s*\d{1,8})?$/i.test(text))
    return wrong(`"${text}" is not a telephone number. Give 5 to 15 digits, as +49 30 901820.`);
  return ok(text);
}

/** The address of a web page; one without a scheme gets https. */
export function checkUrl(given: string): Checked<string> {
  const text = given.trim();
  const full = /^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`;
  const url = URL.canParse(full) ? new URL(full) : null;
  const isWeb = url?.protocol === 'http:' || url?.protocol === 'https:';
  if (!url || !isWeb || url.username || !url.hostname.includes('.') || /\s/.test(text) || full.length > 2000)
    return wrong(`"${oneLine(text).slice(0, 100)}" is not the address of a web page. Give one as https://example.com.`);
  return ok(full);
}

/** A time zone of the IANA database. */
export const checkTimeZone = (given: string): Checked<string> =>
  isTimeZone(given.trim())
    ? ok(given.trim())
    : wrong(`"${oneLine(given)}" is not a time zone. Give an IANA name, as Europe/Berlin.`);

/** One of a fixed few, written in any case. */
export function checkChoice<T extends string>(given: string, choices: readonly T[]): Checked<T> {
  const text = oneLine(given);
  const found = choices.find((choice) => choice.toLowerCase() === text.toLowerCase());
  return found === undefined ? wrong(`"${text}" is none of ${choices.join(', ')}.`) : ok(found);
}

/** Text of at most so many characters. */
function checkLength(given: string, { max, label }: { max: number; label: string }): Checked<string> {
  const text = oneLine(given);
  return text.length > max ? wrong(`${label} has ${text.length} characters; ${max} are allowed.`) : ok(text);
}

/** The fields of a contact that a person or an import fills in as text. */
export const TEXT_FIELDS = [
  'email',
  'firstName',
  'lastName',
  'company',
  'title',
  'department',
  'phone',
  'mobile',
  'addressLine1',
  'addressLine2',
  'city',
  'state',
  'country',
  'postalCode',
  'timeZone',
  'website',
  'linkedinUrl',
  'twitterHandle',
  'facebookUrl',
  'status',
  'lifecycleStage',
] as const satisfies ContactField[];
export type TextField = (typeof TEXT_FIELDS)[number];

/** A field of a contact as it is kept, from the text that was given. An empty text is no value. */
export function checkTextField(field: TextField, given: string): Checked<string | null> {
  if (oneLine(given) === '')
    return field === 'status' || field === 'lifecycleStage'
      ? wrong(`${CONTACT_LABELS[field]} cannot be empty.`)
      : ok(null);
  switch (field) {
    case 'email':
      return checkAddress(given);
    case 'phone':
    case 'mobile':
      return checkPhone(given);
    case 'timeZone':
      return checkTimeZone(given);
    case 'website':
    case 'linkedinUrl':
    case 'facebookUrl':
      return checkUrl(given);
    case 'status':
      return checkChoice(given, CONTACT_STATUSES);
    case 'lifecycleStage':
      return checkChoice(given, LIFECYCLE_STAGES);
    case 'twitterHandle':
      return checkLength(given.replace(/^\s*@/, ''), { max: 50, label: CONTACT_LABELS[field] });
    default:
      return checkLength(given, { max: 200, label: CONTACT_LABELS[field] });
  }
}
