import { z } from 'zod';
import { PLAN_NAMES } from '../../workflows/workspaces/rules.ts';
import { Address } from './account.ts';
import { Done, Instant, oc, PageInput, pageOf, TimeZone } from './base.ts';
import { UserId, WorkspaceId } from './ids.ts';
import { RoleName } from './members.ts';

const tags = ['Workspaces'];
const person = { role: 'anyone', isForPeople: true } as const;
const WorkspaceName = z.string().trim().min(1, 'must not be empty').max(100, 'must have at most 100 characters');
/** A text that may be missing; an empty one is missing. */
const line = (most: number) =>
  z
    .string()
    .trim()
    .max(most, `must have at most ${most} characters`)
    .nullable()
    .transform((text) => text || null);

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

const limit = z.number().int().nullable().meta({ description: 'Null is without a limit.' });

export const Workspace = z.object({
  id: WorkspaceId,
  name: z.string(),
  slug: z.string(),
  domain: z.string().nullable(),
  timeZone: z.string(),
  postalAddress: z.string().nullable(),
  hasFooter: z.boolean().meta({ description: 'Whether mails end with the postal address.' }),
  contactPerson: z.string().nullable(),
  contactEmail: z.string().nullable(),
  billingEmail: z.string().nullable(),
  phone: z.string().nullable(),
  plan: z.enum(PLAN_NAMES),
  status: z.enum(['trial', 'active', 'suspended']),
  trialEndsAt: Instant.nullable(),
  createdAt: Instant,
  limits: z.object({ members: limit, monthlyEmails: limit, historyDays: limit, hasApi: z.boolean() }),
  seatsTaken: z.number().int().meta({ description: 'Members and open invitations: each takes a seat.' }),
});

export const AuditItem = z.object({
  id: z.uuid(),
  at: Instant,
  action: z.string().meta({ description: 'What was done, as `member.role-changed`.' }),
  entityType: z.string(),
  entityId: z.string().nullable(),
  byName: z.string().meta({ description: 'The person, or the API key, or the product itself.' }),
  byKind: z.enum(['person', 'key', 'product']),
  before: z.record(z.string(), z.unknown()).nullable(),
  after: z.record(z.string(), z.unknown()).nullable(),
  ipAddress: z.string().nullable(),
});

export const getMe = oc
  .route({ method: 'GET', path: '/me', summary: 'Who is asking, and for which workspace', tags })
  .meta({ role: 'anyone' })
  .output(Me);

export const createWorkspace = oc
  .route({ method: 'POST', path: '/workspaces', summary: 'Create a workspace and make it the active one', tags })
  .meta({ ...person, creates: true })
  .input(z.object({ name: WorkspaceName, timeZone: TimeZone.default('UTC') }))
  .output(z.object({ workspaceId: WorkspaceId }));

export const switchWorkspace = oc
  .route({
    method: 'POST',
    path: '/workspaces/{workspaceId}/switch',
    summary: 'Make another of your workspaces the active one',
    tags,
  })
  .meta(person)
  .input(z.object({ workspaceId: WorkspaceId }))
  .output(Done);

export const readWorkspace = oc
  .route({ method: 'GET', path: '/workspace', summary: 'The active workspace, its plan and its limits', tags })
  .output(Workspace);

export const updateWorkspace = oc
  .route({ method: 'PATCH', path: '/workspace', summary: 'Change the active workspace; what is left out stays', tags })
  .meta({ role: 'admin' })
  .input(
    z
      .object({
        name: WorkspaceName,
        domain: line(253),
        timeZone: TimeZone,
        postalAddress: line(500),
        hasFooter: z.boolean(),
        contactPerson: line(100),
        contactEmail: Address.nullable(),
        billingEmail: Address.nullable(),
        phone: line(40),
      })
      .partial(),
  )
  .output(Done);

export const listAudit = oc
  .route({ method: 'GET', path: '/audit', summary: 'List who changed what that matters, the newest first', tags })
  .meta({ role: 'admin' })
  .input(PageInput.extend({ userId: UserId.optional() }))
  .output(pageOf(AuditItem));

export const getStatus = oc
  .route({ method: 'GET', path: '/status', summary: 'Whether the parts that the product stands on answer', tags })
  .meta({ role: 'anyone' })
  .output(z.object({ isReady: z.boolean(), parts: z.object({ database: z.string(), temporal: z.string() }) }));
