import { z } from 'zod';
import { Done, Instant, oc, PageInput, pageOf } from './base.ts';
import { ApiKeyId, UserId } from './ids.ts';
import { GivenRole, RoleName } from './members.ts';

const tags = ['API keys'];
const managing = { role: 'admin', isForPeople: true } as const;

export const ApiKeyItem = z.object({
  id: ApiKeyId,
  name: z.string(),
  role: RoleName,
  start: z.string().meta({ description: 'How the key begins, to recognize it by.' }),
  createdById: UserId,
  createdByName: z.string(),
  createdAt: Instant,
  lastUsedAt: Instant.nullable().meta({ description: 'To the minute; null for a key that was never used.' }),
  expiresAt: Instant.nullable(),
  state: z
    .enum(['active', 'expired', 'stopped'])
    .meta({ description: '`stopped`: the person who made it is suspended or gone.' }),
});

export const listApiKeys = oc
  .route({ method: 'GET', path: '/api-keys', summary: 'List API keys, the newest first', tags })
  .meta({ role: 'admin' })
  .input(PageInput)
  .output(pageOf(ApiKeyItem));

export const createApiKey = oc
  .route({
    method: 'POST',
    path: '/api-keys',
    summary: 'Create an API key',
    description:
      'The key is shown in this answer and never again. It may do what its role may, and never more than you.',
    tags,
  })
  .meta({ ...managing, creates: true, isSecret: true })
  .input(
    z.object({
      name: z.string().trim().min(1, 'must not be empty').max(100, 'must have at most 100 characters'),
      role: GivenRole.default('rep'),
      expiresAt: Instant.optional().meta({ description: 'When it stops working; without it never.' }),
    }),
  )
  .output(z.object({ apiKeyId: ApiKeyId, key: z.string() }));

export const revokeApiKey = oc
  .route({ method: 'DELETE', path: '/api-keys/{apiKeyId}', summary: 'Stop an API key for good', tags })
  .meta(managing)
  .input(z.object({ apiKeyId: ApiKeyId }))
  .output(Done);
