import { done } from '../http/done.ts';
import { api } from '../http/implement.ts';
import { decideMail } from '../ledger/commands.ts';
import { cancelBatch, getBatch, listBatches, listRefusals } from './batches.ts';
import { checkEnroll } from './check-enroll.ts';
import { enroll } from './enroll.ts';
import { commandEnrollment, commandEnrollments } from './enrollment-commands.ts';
import { listEnrollments } from './enrollment-list.ts';
import { getEnrollment, readMessage } from './enrollment-page.ts';

const { enrolling, enrollments } = api;

/** The endpoints of the way into a sequence. */
export const enrollingRoutes = {
  checkEnroll: enrolling.checkEnroll.handler(({ input, context }) => checkEnroll(context, input)),
  enroll: enrolling.enroll.handler(({ input, context }) => enroll(context, input)),
  listBatches: enrolling.listBatches.handler(({ input, context }) => listBatches(context, input)),
  getBatch: enrolling.getBatch.handler(({ input, context }) => getBatch(context, input)),
  listRefusals: enrolling.listRefusals.handler(({ input, context }) => listRefusals(context, input)),
  cancelBatch: enrolling.cancelBatch.handler(done(cancelBatch)),
};

/** The endpoints of those who are in a sequence. */
export const enrollmentRoutes = {
  listEnrollments: enrollments.listEnrollments.handler(({ input, context }) => listEnrollments(context, input)),
  getEnrollment: enrollments.getEnrollment.handler(({ input, context }) => getEnrollment(context, input)),
  readMessage: enrollments.readMessage.handler(({ input, context }) => readMessage(context, input)),
  commandEnrollment: enrollments.commandEnrollment.handler(done(commandEnrollment)),
  commandEnrollments: enrollments.commandEnrollments.handler(({ input, context }) =>
    commandEnrollments(context, input),
  ),
  decideMail: enrollments.decideMail.handler(done(decideMail)),
};
