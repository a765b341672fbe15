import { partsOf } from '../http/health.ts';
import { api } from '../http/implement.ts';
import { createWorkspace, switchWorkspace } from './commands.ts';
import { getMe } from './queries.ts';

export const getMeRoute = api.workspaces.getMe.handler(({ context }) => getMe(context));
export const createWorkspaceRoute = api.workspaces.createWorkspace.handler(({ input, context }) =>
  createWorkspace(context, input),
);
export const switchWorkspaceRoute = api.workspaces.switchWorkspace.handler(async ({ input, context }) => {
  await switchWorkspace(context, input.workspaceId);
  return {};
});
export const getStatusRoute = api.workspaces.getStatus.handler(({ context }) => partsOf(context.deps));
