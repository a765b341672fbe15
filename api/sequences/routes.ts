import { done } from '../http/done.ts';
import { api } from '../http/implement.ts';
import {
  archiveSequence,
  createSequence,
  deleteSequence,
  duplicateSequence,
  restoreSequence,
  updateSequence,
} from './commands.ts';
import { getNumbers } from './numbers.ts';
import { previewMail } from './preview.ts';
import { getSequence, listSequences } from './queries.ts';
import { activateSequence, pauseSequence } from './status.ts';
import { addStep, deleteStep, orderSteps, restoreStep, updateStep } from './steps.ts';
import { getTest, sendTest } from './test-mail.ts';
import { listVariables } from './variables.ts';

const { sequences } = api;

/** The endpoints of sequences and their steps. */
export const sequenceRoutes = {
  listSequences: sequences.listSequences.handler(({ input, context }) => listSequences(context, input)),
  createSequence: sequences.createSequence.handler(({ input, context }) => createSequence(context, input)),
  getSequence: sequences.getSequence.handler(({ input, context }) => getSequence(context, input)),
  updateSequence: sequences.updateSequence.handler(done(updateSequence)),
  duplicateSequence: sequences.duplicateSequence.handler(({ input, context }) => duplicateSequence(context, input)),
  activateSequence: sequences.activateSequence.handler(({ input, context }) => activateSequence(context, input)),
  pauseSequence: sequences.pauseSequence.handler(done(pauseSequence)),
  archiveSequence: sequences.archiveSequence.handler(done(archiveSequence)),
  deleteSequence: sequences.deleteSequence.handler(done(deleteSequence)),
  restoreSequence: sequences.restoreSequence.handler(done(restoreSequence)),
  addStep: sequences.addStep.handler(({ input, context }) => addStep(context, input)),
  updateStep: sequences.updateStep.handler(done(updateStep)),
  deleteStep: sequences.deleteStep.handler(({ input, context }) => deleteStep(context, input)),
  restoreStep: sequences.restoreStep.handler(done(restoreStep)),
  orderSteps: sequences.orderSteps.handler(done(orderSteps)),
  listVariables: sequences.listVariables.handler(({ context }) => listVariables(context)),
  previewMail: sequences.previewMail.handler(({ input, context }) => previewMail(context, input)),
  sendTest: sequences.sendTest.handler(({ input, context }) => sendTest(context, input)),
  getTest: sequences.getTest.handler(({ input, context }) => getTest(context, input)),
  getNumbers: sequences.getNumbers.handler(({ input, context }) => getNumbers(context, input)),
};
