import { ApplicationFailure } from '@temporalio/common';

/** Trying again cannot help: the workflow's story decides what follows. */
export const permanent = (code: string, sentence: string) => ApplicationFailure.nonRetryable(sentence, code);

/** The same attempt is wanted later, and nothing went wrong. */
export const later = (code: string, { sentence, inMs }: { sentence: string; inMs: number }) =>
  ApplicationFailure.create({
    type: code,
    message: sentence,
    nextRetryDelay: Math.max(1_000, inMs),
    category: 'BENIGN',
  });
