import express, { Router } from 'express';
import { tellWorkflows } from '../../prisma/outbox.ts';
import { idOf, type WorkspaceId } from '../../workflows/ids.ts';
import { tellMailbox } from '../../workflows/mailboxes/messages.ts';
import { Refusal } from '../../workflows/refusal.ts';
import type { ApiDeps } from '../http/context.ts';

const PATH = '/hooks/gmail';
/** One address may be connected in several workspaces; more than this is none. */
const MAX_MAILBOXES = 100;

/** Tells every watch over an address that something came in. */
async function tellWatches({ system, db }: ApiDeps, email: string) {
  const mailboxes = await system.mailbox.findMany({
    where: { provider: 'gmail', email, deletedAt: null },
    select: { id: true, workspaceId: true },
    take: MAX_MAILBOXES,
  });
  await Promise.all(
    mailboxes.map(({ id, workspaceId }) =>
      db.withWorkspace(idOf<WorkspaceId>(workspaceId), (tx) => tellWorkflows(tx, [tellMailbox.arrived(id)])),
    ),
  );
}

/** Gmail tells of new mail through Pub/Sub. A call that Google did not sign is refused; one about nobody here is taken, so that it does not come again. */
export function gmailHook(deps: ApiDeps): Router {
  const router = Router();
  router.post(PATH, express.json({ limit: '64kb' }), async (request, response) => {
    const { gmailPush } = deps.mail;
    if (!gmailPush) throw new Refusal('not-found', 'Gmail is not set up in this installation.');
    const call = { body: request.body as unknown, audience: `${deps.publicUrl}${PATH}` };
    const told = await gmailPush(request.headers.authorization, call);
    if (told.kind === 'forged')
      throw new Refusal('signed-out', 'This is no call that Google has signed for this address.');
    if (told.kind === 'told') await tellWatches(deps, told.email);
    else deps.log.warn('a call of Pub/Sub cannot be read');
    response.status(204).end();
  });
  return router;
}
