import { api } from '../http/implement.ts';
import { decideMails } from './commands.ts';
import { countUncertain, listUncertain } from './queries.ts';

/** The endpoints of mails that wait for a decision. */
export const ledgerRoutes = {
  listUncertain: api.ledger.listUncertain.handler(({ input, context }) => listUncertain(context, input)),
  countUncertain: api.ledger.countUncertain.handler(({ context }) => countUncertain(context)),
  decideMails: api.ledger.decideMails.handler(({ input, context }) => decideMails(context, input)),
};
