import { type Request, type RequestHandler, type Response, Router } from 'express';
import { Refusal } from '../../workflows/refusal.ts';
import { type LinkUse, type MailLink, readLink } from '../../workflows/sending/link.calc.ts';
import type { ApiDeps } from '../http/context.ts';
import { problemOf } from '../http/problem.ts';
import { type RateLimit, rateLimit } from '../http/rate-limit.ts';
import { type PlainPage, plainPage } from './page.ts';
import { readRecipient, unsubscribe } from './unsubscribe.ts';
import { countClick, countOpen, visitorOf } from './visits.ts';

type Deps = Pick<ApiDeps, 'db' | 'linkSecret' | 'log'>;

/** Generous: one address may be the proxy of a provider, through which all of its people come. */
const LINK_LIMIT: RateLimit = { name: 'mail-link', points: 3_000, seconds: 60, of: 'address' };

const PIXEL = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');

const UNREADABLE = 'This address is not complete, or not ours. Copy the whole of it from the mail.';

const show = (response: Response, status: number, page: PlainPage) =>
  void response.status(status).type('html').send(plainPage(page));

/** Says to a person what went wrong, where a program would get problem+json. */
const orPage =
  ({ log }: Deps, handler: (request: Request, response: Response) => Promise<void>): RequestHandler =>
  async (request, response) => {
    try {
      await handler(request, response);
    } catch (error) {
      const { status, detail } = problemOf(error);
      if (status >= 500) log.error({ err: error }, 'link of a mail failed');
      show(response, status, {
        title: status < 500 ? 'This link leads nowhere' : 'Not just now',
        paragraphs: [detail],
      });
    }
  };

/** Never kept by a proxy, never found by a search, and no address of ours is passed on. */
const quiet: RequestHandler = (_request, response, next) => {
  response.set({ 'Cache-Control': 'no-store', 'X-Robots-Tag': 'noindex', 'Referrer-Policy': 'no-referrer' });
  next();
};

/** The mail that a token was signed for, and what it may do with it. */
function tokenReader({ linkSecret }: Deps, use: LinkUse) {
  const find = (token: unknown): MailLink | null => {
    const link = readLink(linkSecret, String(token));
    return link?.use === use ? link : null;
  };
  const read = (token: unknown): MailLink => {
    const link = find(token);
    if (!link) throw new Refusal('not-found', UNREADABLE);
    return link;
  };
  return { find, read };
}

/** The picture in a mail: loading it counts an open. It comes, whatever happens. */
function showPixel(deps: Deps): RequestHandler<{ file: string }> {
  const { find } = tokenReader(deps, 'open');
  return async (request, response) => {
    const link = find(request.params.file.replace(/\.gif$/, ''));
    if (link)
      await deps.db
        .withWorkspace(link.workspaceId, (tx) => countOpen(tx, link, visitorOf(request)))
        .catch((error: unknown) => deps.log.warn({ err: error }, 'open not counted'));
    response.set('Cross-Origin-Resource-Policy', 'cross-origin').type('gif').send(PIXEL);
  };
}

/** A link in a mail: counts the click, and leads on to where the mail says. */
function leadOn(deps: Deps): RequestHandler {
  const { read } = tokenReader(deps, 'click');
  return orPage(deps, async (request, response) => {
    const link = read(request.params.token);
    const url = await deps.db.withWorkspace(link.workspaceId, (tx) => countClick(tx, link, visitorOf(request)));
    if (!url) throw new Refusal('not-found', 'The mail of this link is no longer kept.');
    response.redirect(302, url);
  });
}

const outPage = (address: string, workspaceName: string): PlainPage => ({
  title: 'You are unsubscribed',
  paragraphs: [`${address} gets no more mail from ${workspaceName}.`],
});

/** Asks before it unsubscribes: scanners look at every address. */
function askWayOut(deps: Deps): RequestHandler {
  const { read } = tokenReader(deps, 'unsubscribe');
  return orPage(deps, async (request, response) => {
    const link = read(request.params.token);
    const { address, workspaceName, isOut } = await deps.db.withWorkspace(link.workspaceId, (tx) =>
      readRecipient(tx, link),
    );
    if (isOut) return show(response, 200, outPage(address, workspaceName));
    return show(response, 200, {
      title: `No more mail from ${workspaceName}?`,
      paragraphs: [`${address} will get no more mail from ${workspaceName}.`],
      button: { label: 'Unsubscribe', action: '?by=link' },
    });
  });
}

/** Unsubscribes: a mail program posts here (RFC 8058) without a cookie and from no page of ours, and so does our own page. */
function takeWayOut(deps: Deps): RequestHandler {
  const { read } = tokenReader(deps, 'unsubscribe');
  return orPage(deps, async (request, response) => {
    const link = read(request.params.token);
    const by = request.query.by === 'link' ? 'link' : 'header';
    const { address, workspaceName, isTest } = await deps.db.withWorkspace(link.workspaceId, (tx) =>
      unsubscribe(tx, link, by),
    );
    if (!isTest) return show(response, 200, outPage(address, workspaceName));
    const sentence = `This was a test mail to ${address}: nothing was changed. From a real mail, this ends all mail to its recipient.`;
    return show(response, 200, { title: 'It works', paragraphs: [sentence] });
  });
}

/** The addresses that stand in mails: what counts opens and clicks, and the way out. They need no sign-in; each is signed. */
export function mailLinks(deps: Deps): Router {
  const router = Router();
  router.use(['/t', '/u'], rateLimit(null, LINK_LIMIT), quiet);
  router.get('/t/o/:file', showPixel(deps));
  router.get('/t/c/:token', leadOn(deps));
  router.get('/u/:token', askWayOut(deps));
  router.post('/u/:token', takeWayOut(deps));
  router.all(['/t/{*rest}', '/u/{*rest}'], (_request, response) =>
    show(response, 404, { title: 'This link leads nowhere', paragraphs: [UNREADABLE] }),
  );
  return router;
}
