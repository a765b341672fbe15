import { implement } from '@orpc/server';
import type { Tx } from '../../prisma/db.ts';
import type { WorkspaceId } from '../../workflows/ids.ts';
import { Refusal } from '../../workflows/refusal.ts';
import { mayAct } from '../../workflows/workspaces/rules.ts';
import type { Meta } from '../contract/base.ts';
import { contract } from '../contract/contract.ts';
import { actorOf, nobody } from './actor.ts';
import type { Actor, Context, RequestContext } from './context.ts';
import { once } from './idempotency.ts';

/** Refuses who is not signed in, who is in no workspace, and who may not do this. */
function admit(actor: Actor, { role, isForPeople }: Meta): Actor {
  if (actor.kind === 'nobody')
    throw new Refusal(
      'signed-out',
      'This needs a session or an API key that works. Sign in, or send `Authorization: Bearer ft_...`.',
    );
  if (isForPeople && actor.kind === 'key')
    throw new Refusal('forbidden', 'An API key may not do this, whatever its role. Sign in as a person.');
  if (role === 'anyone' || role === 'public') return actor;
  if (!actor.workspaceId || !actor.role)
    throw new Refusal('forbidden', 'You are in no workspace. Create one, or ask for an invitation.');
  if (!mayAct(actor.role, role))
    throw new Refusal(
      'forbidden',
      `This needs the role ${role}; you are ${actor.role}. Ask an admin of the workspace.`,
    );
  return actor;
}

/** What a handler gets beside the request itself. */
function knownOf({ deps, ipAddress }: RequestContext, actor: Actor): Omit<Context, keyof RequestContext> {
  const workspaceId = actor.workspaceId as WorkspaceId; // null only where the contract says `anyone` or `public`
  const userId = actor.kind === 'person' ? actor.userId : null;
  return {
    actor,
    workspaceId,
    userId,
    role: actor.role ?? 'viewer',
    by: { userId, apiKeyId: actor.kind === 'key' ? actor.apiKeyId : null, ipAddress: ipAddress || null },
    inWorkspace: (work) => deps.db.withWorkspace(workspaceId, work),
    inSystem: (work) => deps.system.$transaction(work),
  };
}

/** What is asked, without the headers, which differ from one try to the next. */
function askedOf(input: unknown): unknown {
  if (typeof input !== 'object' || input === null) return input ?? null;
  return { ...input, headers: undefined };
}

/** The contract, to be implemented feature by feature: handlers run as somebody who may call them, inside that person's workspace. */
export const api = implement(contract)
  .$context<RequestContext>()
  .use(async ({ context, next, procedure, path }, input) => {
    const { meta } = procedure['~orpc'];
    const { deps, headers } = context;
    const actor = meta.role === 'public' ? nobody : admit(await actorOf(context), meta);
    const known = knownOf(context, actor);
    const key = headers.get('idempotency-key');
    const isOutside = meta.role === 'anyone';
    const scope = isOutside ? known.userId : actor.workspaceId;
    if (!meta.creates || !key || !scope) return next({ context: known });

    const box = meta.isSecret ? deps.box : null;
    const asked = { key, scope, request: [path, askedOf(input)], secret: deps.linkSecret, box };
    const run = async (tx: Tx) => {
      const within = <T>(work: (tx: Tx) => Promise<T>) => work(tx);
      const inside = isOutside ? { ...known, inSystem: within } : { ...known, inWorkspace: within };
      const output = await once(tx, asked, async () => (await next({ context: inside })).output);
      return { output, context: inside };
    };
    return isOutside ? known.inSystem(run) : known.inWorkspace(run);
  });
