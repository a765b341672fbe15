// Every workflow that the worker runs. Nothing reached from here may import a library (see STYLE: the bundle).
export { mailboxWatch } from './mailboxes/mailbox-watch.ts';
export { enrollmentBatch } from './sequences/enrollment-batch.ts';
export { sequenceEnrollment } from './sequences/sequence-enrollment.ts';
