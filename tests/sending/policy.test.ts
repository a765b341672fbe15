import { expect, test } from 'vitest';
import { eventually } from '../helpers/engine.ts';
import { make } from '../helpers/make.ts';
import { memberOf } from '../helpers/people.ts';
import { type PolicyScene, withLook, withPolicyScene } from './policy-scene.ts';

const DAY = 86_400_000;
const range = (count: number) => Array.from({ length: count }, (_, index) => index);

const sentTo = ({ run }: PolicyScene) =>
  run(
    (tx) => tx.$queryRaw<{ contactId: string; count: number }[]>`
      SELECT contact_id AS "contactId", count(*)::int AS count FROM outbound_emails WHERE state = 'sent' GROUP BY contact_id`,
  );

test(
  'of 200 enrollments that want to write to 20 people in one instant, through five mailboxes, two mails reach each',
  { timeout: 180_000 },
  () =>
    withPolicyScene(async (scene) => {
      const { run, person, enroll } = scene;
      await person.rpc.sendingPolicy.updatePolicy({ capMails: 2, capDays: 7 });
      const { mailboxIds, contactIds, sequenceIds } = await run(async (tx) => ({
        mailboxIds: await Promise.all(range(5).map(() => make.mailbox(tx, person))),
        contactIds: await Promise.all(range(20).map(() => make.contact(tx, person))),
        sequenceIds: await Promise.all(range(10).map(() => make.sequence(tx, person))),
      }));
      await Promise.all(
        sequenceIds.map((sequenceId, index) =>
          enroll({ sequenceId, contactIds, mailboxId: mailboxIds[index % 5] ?? (sequenceId as never) }),
        ),
      );
      const settled = await withLook(scene, (look) =>
        eventually(
          () =>
            look(async (tx) => {
              const done = await tx.enrollment.count({ where: { state: 'completed' } });
              const later = new Date(Date.now() + 6 * DAY);
              const kept = await tx.enrollment.count({ where: { state: 'active', nextAt: { gt: later } } });
              return done + kept === 200 && { done, kept };
            }),
          150_000,
        ),
      );
      expect(settled).toEqual({ done: 40, kept: 160 });
      expect((await sentTo(scene)).map(({ count }) => count)).toEqual(range(20).map(() => 2));
      const left = await run((tx) => tx.sandboxMessage.count({ where: { folder: 'sent' } }));
      expect(left).toBe(40);
      expect(await run((tx) => tx.sendRefusal.count({ where: { rule: 'frequency-cap' } }))).toBe(160);
    }),
);

test('who got a mail is left alone by the other sequence; the page says why, and a changed policy lets it go', () =>
  withPolicyScene(async (scene) => {
    const { run, person, enroll, shownWhen } = scene;
    await person.rpc.sendingPolicy.updatePolicy({ hoursBetween: 72 });
    const { mailboxId, contactId, first, second } = await run(async (tx) => ({
      mailboxId: await make.mailbox(tx, person, { displayName: 'Ben' }),
      contactId: await make.contact(tx, person),
      first: await make.sequence(tx, person),
      second: await make.sequence(tx, person),
    }));
    await enroll({ sequenceId: first, mailboxId, contactIds: [contactId] });
    await shownWhen({ sequenceId: first, contactId }, ({ state }) => state === 'completed');
    await enroll({ sequenceId: second, mailboxId, contactIds: [contactId] });
    const ofSecond = { sequenceId: second, contactId };
    const kept = await shownWhen(ofSecond, ({ next }) => (next.at ?? 0) > Date.now() + DAY);
    const sentence = expect.stringMatching(/^Ada Lovelace got a mail from Ben on .*; your workspace leaves 3 days/);
    expect(kept.next).toMatchObject({ refusal: sentence });
    expect(kept.refusals).toMatchObject([{ rule: 'too-soon', sentence }]);
    const timeline = await person.rpc.contacts.listTimeline({ contactId });
    expect(timeline.items.filter(({ type }) => type === 'email_refused')).toMatchObject([{ title: sentence }]);

    await person.rpc.sendingPolicy.updatePolicy({ hoursBetween: 0 });
    await shownWhen(ofSecond, ({ state }) => state === 'completed');
    expect(await sentTo(scene)).toMatchObject([{ count: 2 }]);
  }));

test('while a colleague writes to a company nobody else does; to a free mailbox everybody may', () =>
  withPolicyScene(async (scene) => {
    const { api, run, person, enroll, shownWhen } = scene;
    await person.rpc.sendingPolicy.updatePolicy({ companyDays: 14 });
    const colleague = await memberOf(api, person, 'rep');
    const made = await run(async (tx) => ({
      mine: await make.mailbox(tx, person),
      theirs: await make.mailbox(tx, colleague, { displayName: 'Cy' }),
      grace: await make.contact(tx, person, { firstName: 'Grace', email: 'grace@mail.engines.co.uk' }),
      ada: await make.contact(tx, person, { firstName: 'Ada', email: 'ada@engines.co.uk' }),
      free: await make.contact(tx, person, { email: 'ada@gmail.com' }),
      freeToo: await make.contact(tx, person, { email: 'grace@gmail.com' }),
      sequenceId: await make.sequence(tx, person),
      other: await make.sequence(tx, person),
    }));
    const { mine, theirs, grace, ada, free, freeToo, sequenceId, other } = made;
    await enroll({ sequenceId, mailboxId: theirs, contactIds: [grace, free] });
    await shownWhen({ sequenceId, contactId: grace }, ({ state }) => state === 'completed');
    await shownWhen({ sequenceId, contactId: free }, ({ state }) => state === 'completed');
    await enroll({ sequenceId: other, mailboxId: mine, contactIds: [ada, freeToo, grace] });
    const kept = await shownWhen(
      { sequenceId: other, contactId: ada },
      ({ next }) => (next.at ?? 0) > Date.now() + DAY,
    );
    expect(kept.next.at).toBeGreaterThan(Date.now() + 13.9 * DAY);
    expect(kept.refusals).toMatchObject([{ rule: 'company-taken', sentence: expect.stringContaining('Cy wrote to') }]);
    await shownWhen({ sequenceId: other, contactId: freeToo }, ({ state }) => state === 'completed');
  }));
