import { createHash } from 'node:crypto';
import { implement } from '@orpc/server';
import type { Tx } from '../../prisma/db.ts';
import type { Prisma } from '../../prisma/generated/client.ts';
import type { WorkspaceId } from '../../workflows/ids.ts';
import { Refusal } from '../../workflows/refusal.ts';
import { mayAct } from '../../workflows/workspaces/rules.ts';
import type { Meta } from '../contract/base.ts';
import { contract } from '../contract/contract.ts';
import { actorOf } from './actor.ts';
import type { Actor, Context, RequestContext } from './context.ts';

/** Refuses who is not signed in, who is in no workspace, and who may not do this. */
function admit(actor: Actor | null, { role }: Meta): Actor {
  if (!actor)
    throw new Refusal(
      'signed-out',
      'This needs a session or an API key. Sign in, or send `Authorization: Bearer ft_...`.',
    );
  if (role === 'anyone') return actor;
  if (!actor.workspaceId || !actor.role)
    throw new Refusal('forbidden', 'You are in no workspace. Create one, or ask for an invitation.');
  if (!mayAct(actor.role, role))
    throw new Refusal(
      'forbidden',
      `This needs the role ${role}; you are ${actor.role}. Ask an admin of the workspace.`,
    );
  return actor;
}

type Answer = { request_hash: string; response: unknown };

/** Runs a creating request once per key: its effects and its answer are one transaction, so that a repeated key finds both or neither. */
async function once<T>(tx: Tx, { key, input }: { key: string; input: unknown }, work: () => Promise<T>): Promise<T> {
  const hash = createHash('sha256')
    .update(JSON.stringify(input ?? null))
    .digest('hex');
  // Waits for a request of the same key that is under way, then finds its answer.
  await tx.$executeRaw`INSERT INTO idempotency_keys (workspace_id, key, request_hash) VALUES (current_workspace(), ${key}, ${hash}) ON CONFLICT DO NOTHING`;
  const [known] = await tx.$queryRaw<
    Answer[]
  >`SELECT request_hash, response FROM idempotency_keys WHERE key = ${key} FOR UPDATE`;
  if (known && known.request_hash !== hash)
    throw new Refusal(
      'key-reused',
      `The Idempotency-Key "${key}" came with another request before. Use a new key for a new request.`,
    );
  if (known?.response) return known.response as T;
  const output = await work();
  await tx.idempotencyKey.updateMany({ where: { key }, data: { response: output as Prisma.InputJsonValue } });
  return output;
}

/** The contract, to be implemented feature by feature: handlers run as somebody who may call them, inside that person's workspace. */
export const api = implement(contract)
  .$context<RequestContext>()
  .use(async ({ context, next, procedure }, input) => {
    const meta = procedure['~orpc'].meta;
    const { deps, headers } = context;
    const actor = admit(await actorOf(deps, headers), meta);
    const workspaceId = actor.workspaceId as WorkspaceId; // null only where the contract says `anyone`
    const known: Omit<Context, keyof RequestContext> = {
      actor,
      workspaceId,
      userId: actor.kind === 'person' ? actor.userId : null,
      role: actor.role ?? 'viewer',
      inWorkspace: (work) => deps.db.withWorkspace(workspaceId, work),
    };
    const key = headers.get('idempotency-key');
    if (!meta.creates || !key || !workspaceId) return next({ context: known });

    return deps.db.withWorkspace(workspaceId, async (tx) => {
      const within = { ...known, inWorkspace: <T>(work: (tx: Tx) => Promise<T>) => work(tx) };
      const output = await once(
        tx,
        { key: key.slice(0, 200), input },
        async () => (await next({ context: within })).output,
      );
      return { output, context: within };
    });
  });
