import { api } from './http/implement.ts';
import { streamEventsRoute } from './live/routes.ts';
import { completeTaskRoute, listTasksRoute } from './tasks/routes.ts';
import { createWorkspaceRoute, getMeRoute, getStatusRoute, switchWorkspaceRoute } from './workspaces/routes.ts';

/** Every endpoint of the contract with the handler that answers it; a missing one does not compile. */
export const router = api.router({
  live: { streamEvents: streamEventsRoute },
  tasks: { listTasks: listTasksRoute, completeTask: completeTaskRoute },
  workspaces: {
    getMe: getMeRoute,
    createWorkspace: createWorkspaceRoute,
    switchWorkspace: switchWorkspaceRoute,
    getStatus: getStatusRoute,
  },
});
