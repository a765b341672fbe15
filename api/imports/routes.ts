import { done } from '../http/done.ts';
import { api } from '../http/implement.ts';
import { cancelImport, checkImport, deleteImport, runImport, updateImport } from './commands.ts';
import { getImport, listImports, listRejects, summarizeRejects } from './queries.ts';
import { downloadRejects } from './rejects.ts';
import { createImport } from './upload.ts';

/** The endpoints of imports. */
export const importRoutes = {
  createImport: api.imports.createImport.handler(({ input, context }) => createImport(context, input)),
  listImports: api.imports.listImports.handler(({ input, context }) => listImports(context, input)),
  getImport: api.imports.getImport.handler(({ input, context }) => getImport(context, input)),
  updateImport: api.imports.updateImport.handler(done(updateImport)),
  checkImport: api.imports.checkImport.handler(done(checkImport)),
  runImport: api.imports.runImport.handler(done(runImport)),
  cancelImport: api.imports.cancelImport.handler(done(cancelImport)),
  deleteImport: api.imports.deleteImport.handler(done(deleteImport)),
  listImportRejects: api.imports.listImportRejects.handler(({ input, context }) => listRejects(context, input)),
  summarizeImportRejects: api.imports.summarizeImportRejects.handler(({ input, context }) =>
    summarizeRejects(context, input),
  ),
  downloadImportRejects: api.imports.downloadImportRejects.handler(({ input, context }) =>
    downloadRejects(context, input),
  ),
};
