import type { Message } from '@microsoft/microsoft-graph-types';
import { type Request, Router } from 'express';
import { forMailbox, problem, textOf } from './gate.ts';
import { messageResource } from './messages.ts';
import type { Account, State } from './state.ts';

type Page = { from: number; epoch: number; since: number };
type Removed = { id: string; '@removed': { reason: 'deleted' } };
type DeltaAnswer = { value: (Message | Removed)[]; '@odata.nextLink'?: string; '@odata.deltaLink'?: string };

const FOLDER = '/v1.0/me/mailFolders/inbox/messages/delta';
const pageSize = (request: Request) => Number(/odata\.maxpagesize=(\d+)/.exec(request.get('prefer') ?? '')?.[1] ?? 10);

/** The token of a link: where to go on, and whether tokens of its time still hold. */
const tokenOf = (page: Page) => Buffer.from(JSON.stringify(page)).toString('base64url');
const readToken = (token: unknown): Page | null =>
  typeof token === 'string' ? (JSON.parse(Buffer.from(token, 'base64url').toString()) as Page) : null;

/** Where a first look begins, with what `$filter=receivedDateTime ge ...` leaves out. */
function firstPage(account: Account, filter: string): Page | null {
  if (filter === '') return { from: 0, epoch: account.deltaEpoch, since: 0 };
  const since = /^receivedDateTime ge (\d{4}-\d\d-\d\dT[\d:.]+Z)$/.exec(filter)?.[1];
  return since ? { from: 0, epoch: account.deltaEpoch, since: Date.parse(since) } : null;
}

function pageOf(
  account: Account,
  page: Page,
  request: Request,
): { value: DeltaAnswer['value']; next: Page; isLast: boolean } {
  const value: DeltaAnswer['value'] = [];
  let at = page.from;
  for (; at < account.arrivals.length && value.length < pageSize(request); at++) {
    const arrival = account.arrivals[at];
    const message = account.messages.find(({ immutableId }) => immutableId === arrival?.messageId);
    // Whoever asks for created ones alone is not told of what left again.
    if (!arrival || !message || arrival.isRemoved || message.folder !== 'inbox') continue;
    if (Math.floor(message.receivedAt / 1_000) * 1_000 >= page.since) value.push(messageResource(message, request));
  }
  return { value, next: { ...page, from: at }, isLast: at >= account.arrivals.length };
}

/** What came into the inbox since a link was given (learn.microsoft.com/graph/api/message-delta, learn.microsoft.com/graph/delta-query-messages). */
export function deltaRoutes(state: State, url: () => string): Router {
  const router = Router();
  router.get(
    '/me/mailFolders/inbox/messages/delta',
    forMailbox(state, { operation: 'delta', scope: 'Mail.ReadWrite' }, (account, request) => {
      const { $deltatoken, $skiptoken, $filter } = request.query;
      const page = readToken($deltatoken ?? $skiptoken) ?? firstPage(account, textOf($filter));
      if (!page) return problem(400, 'ErrorInvalidUrlQueryFilter', 'The filter is not understood.');
      if (page.epoch !== account.deltaEpoch)
        return problem(
          410,
          'syncStateNotFound',
          'The sync state generation is not found. Start a full synchronization.',
        );
      const { value, next, isLast } = pageOf(account, page, request);
      const token = tokenOf(next);
      const body: DeltaAnswer = {
        value,
        ...(isLast
          ? { '@odata.deltaLink': `${url()}${FOLDER}?$deltatoken=${token}` }
          : { '@odata.nextLink': `${url()}${FOLDER}?$skiptoken=${token}` }),
      };
      return { status: 200, body };
    }),
  );
  return router;
}
