import { Router } from 'express';
import type { Fault } from './faults.ts';
import { accountOf, issueTokens, revokeAll, type State } from './state.ts';

const SCOPES = ['offline_access', 'User.Read', 'Mail.Send', 'Mail.ReadWrite'];

/** What every recipient got: how many mails there were, and which of them came more than once. A mail is known by the name that its writer gave it. */
export function countDeliveries({ deliveries }: State) {
  const counts = new Map<string, number>();
  for (const { to, writtenMessageId } of deliveries) {
    const key = `${to} ${writtenMessageId}`;
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  const twice = [...counts].filter(([, count]) => count > 1).map(([key, count]) => ({ key, count }));
  return { total: deliveries.length, distinct: counts.size, twice };
}

/** Opens an account that has said yes to this product already, and gives the tokens that this brings. */
export function openAccount(state: State, email: string, scopes = SCOPES) {
  accountOf(state, email);
  return issueTokens(state, { email: email.toLowerCase(), scopes });
}

/** What a test asks of a fake that runs as a process of its own. */
export function controlRoutes(state: State): Router {
  const router = Router();
  router.post('/accounts', (request, response) => void response.json(openAccount(state, String(request.body.email))));
  router.post('/revoke', (request, response) => {
    revokeAll(state, String(request.body.email));
    response.json({});
  });
  router.post('/faults', (request, response) => {
    state.faults.add(...(request.body.faults as Fault[]));
    response.json({});
  });
  router.delete('/faults', (_request, response) => {
    state.faults.clear();
    response.json({});
  });
  router.get('/counts', (_request, response) => {
    const drafts = [...state.accounts.values()].flatMap(({ messages }) => messages.filter(({ isDraft }) => isDraft));
    response.json({
      ...countDeliveries(state),
      drafts: drafts.length,
      faults: state.faults.struck(),
      throttled: state.throttle.refused(),
      peak: state.throttle.peak(),
    });
  });
  router.get('/deliveries', (_request, response) => {
    const known = state.deliveries.map(({ raw: _raw, ...delivery }) => delivery);
    response.json({ deliveries: known });
  });
  return router;
}
