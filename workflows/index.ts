// Every workflow that the worker runs. Nothing reached from here may import a library (see STYLE: the bundle).
export { contactImport } from './imports/contact-import.ts';
export { mailboxWatch } from './mailboxes/mailbox-watch.ts';
export { mailCorrection } from './replies/mail-correction.ts';
export { testMail } from './sending/test-mail.ts';
export { enrollmentBatch } from './sequences/enrollment-batch.ts';
export { sequenceEnrollment } from './sequences/sequence-enrollment.ts';
export { upkeep } from './upkeep/upkeep.ts';
export { invitationMail } from './workspaces/invitation-mail.ts';
