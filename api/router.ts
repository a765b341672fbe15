import { contactRoutes, customFieldRoutes, listRoutes, tagRoutes, viewRoutes } from './contacts/routes.ts';
import { getHomeRoute } from './home/routes.ts';
import { api } from './http/implement.ts';
import { importRoutes } from './imports/routes.ts';
import { ledgerRoutes } from './ledger/routes.ts';
import { streamEventsRoute } from './live/routes.ts';
import { mailboxRoutes } from './mailboxes/routes.ts';
import { replyRoutes } from './replies/routes.ts';
import { sandboxRoutes } from './sandbox/routes.ts';
import { sendingPolicyRoutes } from './sending/policy-routes.ts';
import { enrollingRoutes, enrollmentRoutes } from './sequences/enrollment-routes.ts';
import { sequenceRoutes } from './sequences/routes.ts';
import { suppressionRoutes } from './suppressions/routes.ts';
import { completeTaskRoute, listTasksRoute } from './tasks/routes.ts';
import { accountRoutes } from './workspaces/account-routes.ts';
import { workspaceRoutes } from './workspaces/routes.ts';

/** Every endpoint of the contract with the handler that answers it; a missing one does not compile. */
export const router = api.router({
  contacts: contactRoutes,
  tags: tagRoutes,
  lists: listRoutes,
  customFields: customFieldRoutes,
  views: viewRoutes,
  home: { getHome: getHomeRoute },
  imports: importRoutes,
  ledger: ledgerRoutes,
  live: { streamEvents: streamEventsRoute },
  mailboxes: mailboxRoutes,
  replies: replyRoutes,
  sandbox: sandboxRoutes,
  sendingPolicy: sendingPolicyRoutes,
  enrolling: enrollingRoutes,
  enrollments: enrollmentRoutes,
  sequences: sequenceRoutes,
  suppressions: suppressionRoutes,
  tasks: { listTasks: listTasksRoute, completeTask: completeTaskRoute },
  account: accountRoutes,
  workspaces: workspaceRoutes,
});
