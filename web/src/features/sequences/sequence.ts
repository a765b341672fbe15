import type { z } from 'zod';
import type { Batch as BatchSchema } from '../../../../api/contract/enrolling.ts';
import type {
  EnrollmentItem as EnrollmentItemSchema,
  Enrollment as EnrollmentSchema,
} from '../../../../api/contract/enrollments.ts';
import type {
  SequenceItem as SequenceItemSchema,
  Sequence as SequenceSchema,
} from '../../../../api/contract/sequences.ts';
import type { SavedStep } from '../../../../api/contract/steps.ts';

export type SequenceItem = z.output<typeof SequenceItemSchema>;
export type Sequence = z.output<typeof SequenceSchema>;
export type Step = z.output<typeof SavedStep>;
export type Variant = Step['variants'][number];
export type StepKind = Step['kind'];
export type EnrollmentItem = z.output<typeof EnrollmentItemSchema>;
export type Enrollment = z.output<typeof EnrollmentSchema>;
export type Batch = z.output<typeof BatchSchema>;

/** "12 %", or a dash where there is nothing to divide by. */
export const share = (part: number, whole: number) => (whole === 0 ? '–' : `${Math.round((part / whole) * 100)} %`);

/** "1 person", "3 people". */
export const people = (count: number) => `${count.toLocaleString('en')} ${count === 1 ? 'person' : 'people'}`;
