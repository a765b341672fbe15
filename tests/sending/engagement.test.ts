import { expect, test } from 'vitest';
import { withApi } from '../helpers/api.ts';
import { sendMail } from '../helpers/sent-mail.ts';

const SAFARI = 'Mozilla/5.0 (Macintosh; Intel Mac OS X 14_5) AppleWebKit/605.1.15 Version/17.5 Safari/605.1.15';
const BODY =
  '<p>See <a href="https://acme.example/offer">our offer</a> or <a href="https://acme.example/prices">the prices</a>.</p>';

test('a gateway that follows every link is seen through with its second one: the first click no longer counts', () =>
  withApi(async (api) => {
    const person = await api.signUp();
    const mail = await sendMail(api, person, { body: BODY });
    const inWorkspace = <T>(work: Parameters<typeof api.db.withWorkspace<T>>[1]) =>
      api.db.withWorkspace(person.workspaceId, work);
    const follow = (path: string) =>
      fetch(`${api.url}${path}`, { headers: { 'user-agent': SAFARI }, redirect: 'manual' });
    const trace = () =>
      inWorkspace(async (tx) => ({
        mail: await tx.outboundEmail.findUniqueOrThrow({ where: { id: mail.outboundEmailId } }),
        links: await tx.trackedLink.findMany({ orderBy: { position: 'asc' } }),
        visits: await tx.trackingEvent.findMany({ orderBy: { occurredAt: 'asc' } }),
        timeline: await tx.activity.count({ where: { contactId: mail.contactId, type: 'email_clicked' } }),
      }));

    await follow(mail.link('click', 0));
    expect(await trace()).toMatchObject({ mail: { clickCount: 1 }, timeline: 1 });
    expect((await follow(mail.link('click', 1))).headers.get('location')).toBe('https://acme.example/prices');
    expect(await trace()).toMatchObject({
      mail: { clickCount: 0, clickedAt: null },
      links: [{ clickCount: 0 }, { clickCount: 0 }],
      visits: [
        { verdict: 'machine', reason: 'burst' },
        { verdict: 'machine', reason: 'burst' },
      ],
      timeline: 0,
    });
    await inWorkspace((tx) =>
      tx.activity.create({
        data: {
          ...{ workspaceId: person.workspaceId, type: 'email_sent', title: 'Quick question' },
          ...{ entityType: 'email', entityId: mail.outboundEmailId, contactId: mail.contactId },
        },
      }),
    );
    const { items } = await person.rpc.contacts.listTimeline({ contactId: mail.contactId });
    expect(items[0]?.mail?.machineVisits).toEqual([
      { type: 'click', count: 2, isSure: true, why: 'followed several links at once' },
    ]);
  }));

test('a click seconds after sending leads on, and counts for nobody', () =>
  withApi(async (api) => {
    const person = await api.signUp();
    const mail = await sendMail(api, person, { body: BODY, sentAgoMs: 0 });
    const answer = await fetch(`${api.url}${mail.link('click')}`, {
      headers: { 'user-agent': SAFARI },
      redirect: 'manual',
    });
    expect(answer.status).toBe(302);
    const visits = await api.db.withWorkspace(person.workspaceId, (tx) => tx.trackingEvent.findMany());
    expect(visits).toMatchObject([{ type: 'click', verdict: 'machine', reason: 'at-delivery' }]);
  }));
