import { expect, test } from 'vitest';
import type { Tx } from '../../prisma/db.ts';
import { type Person, type TestApi, withApi } from '../helpers/api.ts';
import { type SentMail, sendMail } from '../helpers/sent-mail.ts';

const SAFARI = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 14_5) AppleWebKit/605.1.15 Version/17.5 Safari/605.1.15';

type Visit = { method?: string; headers?: Record<string, string> };
/** Follows an address of a mail as a browser does; where it leads on to is told, not followed. */
const visit = (api: TestApi, path: string, { method = 'GET', headers }: Visit = {}) =>
  fetch(`${api.url}${path}`, { method, headers: { 'user-agent': SAFARI, ...headers }, redirect: 'manual' });

const inWorkspace = <T>(api: TestApi, { workspaceId }: Person, work: (tx: Tx) => Promise<T>) =>
  api.db.withWorkspace(workspaceId, work);

/** What is written about a mail and its contact. */
const trace = (api: TestApi, person: Person, { outboundEmailId, contactId, enrollmentId, workflowId }: SentMail) =>
  inWorkspace(api, person, async (tx) => ({
    mail: await tx.outboundEmail.findUniqueOrThrow({ where: { id: outboundEmailId } }),
    contact: await tx.contact.findUniqueOrThrow({ where: { id: contactId } }),
    enrollment: await tx.enrollment.findUniqueOrThrow({ where: { id: enrollmentId } }),
    visits: await tx.trackingEvent.findMany({ where: { outboundEmailId }, orderBy: { occurredAt: 'asc' } }),
    timeline: (await tx.activity.findMany({ where: { contactId }, orderBy: { occurredAt: 'asc' } })).map(
      ({ type }) => type,
    ),
    suppressions: await tx.suppression.findMany({}),
    told: await tx.workflowMessage.findMany({ where: { workflowId } }),
    events: (await tx.domainEvent.findMany({ where: { subjectId: outboundEmailId } })).map(({ type }) => type),
  }));

const withMail = (
  work: (lent: { api: TestApi; person: Person; mail: SentMail }) => Promise<void>,
  options: Parameters<typeof sendMail>[2] = {},
) =>
  withApi(async (api) => {
    const person = await api.signUp({ workspace: 'Acme & Sons' });
    await work({ api, person, mail: await sendMail(api, person, options) });
  });

test('loading the picture counts an open each time, and the first stands in the timeline', () =>
  withMail(async ({ api, person, mail }) => {
    const picture = await visit(api, mail.link('open'));
    expect(picture.status).toBe(200);
    expect(picture.headers.get('content-type')).toBe('image/gif');
    expect(picture.headers.get('cache-control')).toBe('no-store');
    expect(picture.headers.get('cross-origin-resource-policy')).toBe('cross-origin');
    expect(
      Buffer.from(await picture.arrayBuffer())
        .subarray(0, 6)
        .toString(),
    ).toBe('GIF89a');
    const first = await trace(api, person, mail);
    await visit(api, mail.link('open'));
    const second = await trace(api, person, mail);
    expect(second.mail).toMatchObject({ openCount: 2, openedAt: first.mail.openedAt });
    expect(second.visits).toMatchObject([
      { type: 'open', verdict: 'human', reason: null, userAgent: SAFARI, ipAddress: '127.0.0.1' },
      { type: 'open', verdict: 'human' },
    ]);
    expect(second.timeline).toEqual(['email_opened']);
    expect(second.events).toEqual(['mail.opened', 'mail.opened']);
  }));

test.each<{ who: string; init: Visit; open: string; click: string }>([
  { who: 'a HEAD request', init: { method: 'HEAD' }, open: 'head', click: 'head' },
  {
    who: 'a scanner',
    init: { headers: { 'user-agent': 'Mozilla/5.0 (compatible; Barracuda Sentinel)' } },
    open: 'scanner',
    click: 'scanner',
  },
  {
    who: "Apple's proxy",
    init: { headers: { 'user-agent': 'Mozilla/5.0' } },
    open: 'apple-privacy',
    click: 'program',
  },
  {
    who: 'a browser that loads ahead',
    init: { headers: { 'sec-purpose': 'prefetch' } },
    open: 'prefetch',
    click: 'prefetch',
  },
])('$who counts no open and no click, and is written down as a machine with the reason', ({ init, open, click }) =>
  withMail(async ({ api, person, mail }) => {
    expect((await visit(api, mail.link('open'), init)).status).toBe(200);
    expect((await visit(api, mail.link('click'), init)).status).toBe(302);
    const after = await trace(api, person, mail);
    expect(after.mail).toMatchObject({ openCount: 0, openedAt: null, clickCount: 0, clickedAt: null });
    expect(after.visits).toMatchObject([
      { type: 'open', verdict: 'machine', reason: open },
      { type: 'click', verdict: 'machine', reason: click },
    ]);
    expect(after.timeline).toEqual([]);
    expect(after.events).toEqual([]);
  }),
);

test('a click is counted on its link and its mail, and leads to where the mail says', () =>
  withMail(async ({ api, person, mail }) => {
    const answer = await visit(api, mail.link('click'));
    expect(answer.status).toBe(302);
    expect(answer.headers.get('location')).toBe('https://acme.example/offer?a=1&b=2');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    await visit(api, mail.link('click'));
    const after = await trace(api, person, mail);
    expect(after.mail.clickCount).toBe(2);
    expect(after.timeline).toEqual(['email_clicked']);
    const [link] = await inWorkspace(api, person, (tx) => tx.trackedLink.findMany({}));
    expect(link).toMatchObject({ clickCount: 2 });
    expect(after.visits[0]).toMatchObject({ type: 'click', linkId: link?.id, url: link?.url });
  }));

test.each([
  ['that the mail does not have', (mail: SentMail) => mail.link('click', 7)],
  ['that names another place', (mail: SentMail) => `${mail.link('click')}?url=https://evil.example`],
  [
    'that was made for another use',
    (mail: SentMail) => mail.link('open').replace('/t/o/', '/t/c/').replace('.gif', ''),
  ],
  ['that is cut off', (mail: SentMail) => mail.link('click').slice(0, -3)],
  ['that is made up', () => '/t/c/https%3A%2F%2Fevil.example'],
])('a link %s leads nowhere of its own', (_what, pathOf) =>
  withMail(async ({ api, mail }) => {
    const answer = await visit(api, pathOf(mail));
    expect([404, 302]).toContain(answer.status);
    expect(answer.headers.get('location') ?? '').not.toContain('evil');
    expect(await answer.text()).not.toContain('evil');
  }),
);

test('looking at the way out unsubscribes nobody: it asks', () =>
  withMail(async ({ api, person, mail }) => {
    const answer = await visit(api, mail.link('unsubscribe'));
    const page = await answer.text();
    expect(answer.status).toBe(200);
    expect(page).toContain('No more mail from Acme &amp; Sons?');
    expect(page).toContain(mail.toAddress);
    expect(page).toContain('<form method="post"');
    expect(page).not.toContain('<script');
    const after = await trace(api, person, mail);
    expect(after).toMatchObject({ suppressions: [], told: [], contact: { unsubscribedAt: null } });
  }));

test.each([
  { by: 'header', query: '', who: 'a mail program' },
  { by: 'link', query: '?by=link', who: 'a person on our page' },
])('a POST by $who unsubscribes at once, from any origin and without a cookie; twice is once', ({ by, query }) =>
  withMail(async ({ api, person, mail }) => {
    const post = () =>
      fetch(`${api.url}${mail.link('unsubscribe')}${query}`, {
        method: 'POST',
        headers: { origin: 'https://mail.example', 'content-type': 'application/x-www-form-urlencoded' },
        body: 'List-Unsubscribe=One-Click',
      });
    const answer = await post();
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain(`${mail.toAddress} gets no more mail from Acme &amp; Sons.`);
    expect((await post()).status).toBe(200);
    const again = await (await visit(api, mail.link('unsubscribe'))).text();
    expect(again).toContain('You are unsubscribed');
    expect(again).not.toContain('<form');
    const after = await trace(api, person, mail);
    expect(after).toMatchObject({
      mail: { unsubscribedAt: expect.any(Date) },
      contact: { unsubscribedAt: expect.any(Date) },
      enrollment: { unsubscribedAt: expect.any(Date) },
      visits: [{ type: 'unsubscribe' }],
      timeline: ['unsubscribed'],
      suppressions: [{ address: mail.toAddress, reason: 'unsubscribed', source: by }],
      events: ['mail.unsubscribed'],
    });
    expect(after.told[0]).toMatchObject({ name: 'contactStopped', payload: { input: { reason: 'unsubscribed' } } });
  }),
);

test('the way out works again for somebody who was let in again', () =>
  withMail(async ({ api, person, mail }) => {
    await visit(api, mail.link('unsubscribe'), { method: 'POST' });
    await inWorkspace(api, person, async (tx) => {
      await tx.suppression.deleteMany({});
      await tx.contact.update({ where: { id: mail.contactId }, data: { unsubscribedAt: null } });
    });
    await visit(api, mail.link('unsubscribe'), { method: 'POST' });
    const after = await trace(api, person, mail);
    expect(after.suppressions).toHaveLength(1);
    expect(after.contact.unsubscribedAt).not.toBeNull();
  }));

test('the way out of a test mail works, and changes nothing', () =>
  withMail(
    async ({ api, person, mail }) => {
      const answer = await visit(api, mail.link('unsubscribe'), { method: 'POST' });
      expect(await answer.text()).toContain('This was a test mail');
      expect(await trace(api, person, mail)).toMatchObject({ suppressions: [], contact: { unsubscribedAt: null } });
    },
    { kind: 'test' },
  ));

test.each(['/u/nothing', '/t/c/nothing', '/t/x', '/u/a/b'])('%s is no link of ours, and gets a plain page', (path) =>
  withApi(async (api) => {
    const answer = await visit(api, path);
    expect(answer.status).toBe(404);
    expect(answer.headers.get('content-type')).toContain('text/html');
    expect(await answer.text()).toContain('This link leads nowhere');
  }),
);
