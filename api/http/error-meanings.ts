import type { RefusalCode } from '../../workflows/refusal.ts';
import { httpStatus } from './http-status.ts';

/** Codes that are no refusal of ours: the request could not be read, or something broke. */
export const OTHER_STATUS = { invalid: 400, fault: 500 } as const;
export type ProblemCode = RefusalCode | keyof typeof OTHER_STATUS;

/** The HTTP status of every code. */
export const STATUS: Record<ProblemCode, number> = { ...httpStatus, ...OTHER_STATUS };

type Meaning = {
  /** What it means. */
  means: string;
  /** What to do now. */
  remedy: string;
};

/** What each code of an error means, and what to do about it. */
export const MEANINGS: Record<ProblemCode, Meaning> = {
  'already-answered': {
    means: 'What was asked of a person has been answered before.',
    remedy: 'Read it again: the answer that was given stands.',
  },
  'already-enrolled': {
    means: 'The contact is in this sequence, or in another exclusive one.',
    remedy: 'Wait until they have left it, or stop that enrollment first.',
  },
  'already-exists': {
    means: 'There is one like it: the same name, address or key.',
    remedy: 'Use the one that is there, or choose another value for the field that is named.',
  },
  'already-running': {
    means: 'The work is under way, and runs once at a time.',
    remedy: 'Wait until it has ended, then ask again.',
  },
  'bad-file': {
    means: 'The file cannot be read as what it should be.',
    remedy: 'Mend what the sentence names, and upload the file again.',
  },
  'bad-filter': {
    means: 'A condition names a field that does not exist, or compares it in a way that it cannot be compared.',
    remedy: 'Mend or remove that condition.',
  },
  'bad-template': {
    means: 'The text of a mail is not valid Liquid.',
    remedy: 'Mend the place that the sentence names.',
  },
  'bad-value': {
    means: 'The value is of the right form, but not one that is allowed here.',
    remedy: 'Give one of those that the sentence allows.',
  },
  'cannot-connect': {
    means: 'A mail server refused, or could not be reached.',
    remedy: 'Check server, port, security, user and password; the sentence says what the server said.',
  },
  ended: {
    means: 'What was to be changed is over: used, expired, cancelled or done.',
    remedy: 'Read it again, or begin anew.',
  },
  fault: {
    means: 'Something failed on our side. Nothing was half-written.',
    remedy: 'Try again; if it stays, tell us the time of the request.',
  },
  forbidden: {
    means:
      'You are known, and may not do this: your role is too low, it is for people only, or it came from another site.',
    remedy: 'Ask an admin of the workspace, or use a key with a higher role.',
  },
  'in-use': {
    means: 'Something else needs it, and would break without it.',
    remedy: 'Free it first from what the sentence names.',
  },
  invalid: {
    means: 'The request does not have the form that the API docs describe.',
    remedy: 'Mend the field that is named. `issues` lists all that is wrong.',
  },
  'key-reused': {
    means: 'The Idempotency-Key came with another request before.',
    remedy: 'Use a new key for a new request, and the same key only to repeat the same request.',
  },
  'last-owner': {
    means: 'The workspace would be left without an owner.',
    remedy: 'Transfer the ownership first.',
  },
  'missing-variable': {
    means: 'A mail names a variable for which this contact has no value, and that has no fallback.',
    remedy: 'Fill the field in, or give the variable a fallback.',
  },
  'no-slot': {
    means: 'The mailbox has no time in which the mail could go out.',
    remedy: 'Widen its send window, raise its daily limit, or use another mailbox.',
  },
  'not-found': {
    means: 'It does not exist, was deleted, or belongs to another workspace.',
    remedy: 'Check the id, and which workspace is active.',
  },
  'not-ready': {
    means: 'Something has to be done before this can be done.',
    remedy: 'Do first what the sentence names.',
  },
  'plan-limit': {
    means: 'The plan of the workspace does not include this, or no more of it.',
    remedy: 'Free some, or choose a larger plan.',
  },
  'signed-out': {
    means: 'It is not known who asks: no session, and no API key that works.',
    remedy: 'Sign in, or send `Authorization: Bearer ft_...`.',
  },
  suppressed: {
    means: 'The address is on the suppression list: nobody writes to it.',
    remedy: 'Leave it. If it is there by mistake, a manager can take it off the list.',
  },
  'too-large': {
    means: 'The request, or a part of it, is larger than is allowed.',
    remedy: 'Send less at once.',
  },
  'too-many-requests': {
    means: 'You ask more often than is allowed.',
    remedy: 'Wait for the seconds in the header `Retry-After`, then go on more slowly.',
  },
  unavailable: {
    means: 'Something that the product stands on does not answer just now. Nothing was changed.',
    remedy: 'Try again in a moment.',
  },
  unverified: {
    means: 'Your mail address is not proven yet.',
    remedy: 'Open the link in the mail that we sent, or have it sent again.',
  },
  'wrong-password': {
    means: 'The address or the password is not right.',
    remedy: 'Try again, or ask for a link to choose a new password.',
  },
};
