import { z } from 'zod';
import { ROLES } from '../../workflows/workspaces/rules.ts';
import { oc } from './base.ts';
import { UserId, WorkspaceId } from './ids.ts';

export const RoleName = z.enum(ROLES);

export const Me = z.object({
  user: z
    .object({ id: UserId, name: z.string(), email: z.string(), isVerified: z.boolean(), timeZone: z.string() })
    .nullable(),
  workspace: z
    .object({ id: WorkspaceId, name: z.string(), slug: z.string(), timeZone: z.string(), role: RoleName })
    .nullable()
    .meta({
      description: 'The workspace that requests are about; null before one is created or an invitation accepted.',
    }),
  workspaces: z.array(z.object({ id: WorkspaceId, name: z.string(), role: RoleName })),
  isDemo: z.boolean(),
  temporalUiUrl: z.string(),
  temporalNamespace: z.string(),
});

export const getMe = oc
  .route({ method: 'GET', path: '/me', summary: 'Who is asking, and for which workspace', tags: ['Workspaces'] })
  .meta({ role: 'anyone' })
  .output(Me);

export const createWorkspace = oc
  .route({
    method: 'POST',
    path: '/workspaces',
    summary: 'Create a workspace and make it the active one',
    tags: ['Workspaces'],
  })
  .meta({ role: 'anyone' })
  .input(z.object({ name: z.string().trim().min(1).max(100), timeZone: z.string().default('UTC') }))
  .output(z.object({ workspaceId: WorkspaceId }));

export const switchWorkspace = oc
  .route({
    method: 'POST',
    path: '/workspaces/{workspaceId}/switch',
    summary: 'Make another of your workspaces the active one',
    tags: ['Workspaces'],
  })
  .meta({ role: 'anyone' })
  .input(z.object({ workspaceId: WorkspaceId }))
  .output(z.object({}));

export const getStatus = oc
  .route({
    method: 'GET',
    path: '/status',
    summary: 'Whether the parts that the product stands on answer',
    tags: ['Workspaces'],
  })
  .meta({ role: 'anyone' })
  .output(z.object({ isReady: z.boolean(), parts: z.object({ database: z.string(), temporal: z.string() }) }));
