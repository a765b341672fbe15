import { done } from '../http/done.ts';
import { api } from '../http/implement.ts';
import { addSuppressions, removeSuppression } from './commands.ts';
import { importSuppressions } from './import.ts';
import { exportSuppressions, listSuppressions } from './queries.ts';

/** The endpoints of the suppression list. */
export const suppressionRoutes = {
  listSuppressions: api.suppressions.listSuppressions.handler(({ input, context }) => listSuppressions(context, input)),
  addSuppressions: api.suppressions.addSuppressions.handler(({ input, context }) => addSuppressions(context, input)),
  importSuppressions: api.suppressions.importSuppressions.handler(({ input, context }) =>
    importSuppressions(context, input),
  ),
  removeSuppression: api.suppressions.removeSuppression.handler(done(removeSuppression)),
  exportSuppressions: api.suppressions.exportSuppressions.handler(({ input, context }) =>
    exportSuppressions(context, input),
  ),
};
