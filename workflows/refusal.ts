/** Every reason for which the working system says no. A code is shown to programs and never renamed. */
export type RefusalCode =
  | 'already-answered'
  | 'already-enrolled'
  | 'already-exists'
  | 'already-running'
  | 'bad-file'
  | 'bad-filter'
  | 'bad-template'
  | 'bad-value'
  | 'cannot-connect'
  | 'ended'
  | 'forbidden'
  | 'in-use'
  | 'key-reused'
  | 'last-owner'
  | 'missing-variable'
  | 'no-slot'
  | 'not-found'
  | 'not-ready'
  | 'plan-limit'
  | 'signed-out'
  | 'suppressed'
  | 'too-large'
  | 'too-many-requests'
  | 'unavailable'
  | 'unverified'
  | 'wrong-password';

/** The system works and says no: what was given, what is allowed, what to do now. */
export class Refusal extends Error {
  readonly code: RefusalCode;
  /** The field that was wrong, where there is one. */
  readonly field: string | undefined;

  constructor(code: RefusalCode, sentence: string, field?: string) {
    super(sentence);
    this.name = 'Refusal';
    this.code = code;
    this.field = field;
  }
}
