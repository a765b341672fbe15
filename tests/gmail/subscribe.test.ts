import { expect, test } from 'vitest';
import type { Deps } from '../../activities/deps.ts';
import { keepSubscribed, waitBeforeLook } from '../../activities/mailboxes/subscribe.ts';
import type { Prisma } from '../../prisma/generated/client.ts';
import { idOf, type MailboxId } from '../../workflows/ids.ts';
import type { TestApi } from '../helpers/api.ts';
import type { FakeGoogle } from '../helpers/fake-google/server.ts';
import { connect, idIn, withGoogleApi } from './google-api.ts';

const HOUR = 3_600_000;
const WATCH = 'gmail.users.watch';

type Watched = {
  deps: Deps;
  google: FakeGoogle;
  mailbox: () => Promise<Prisma.MailboxGetPayload<object>>;
  change: (data: Prisma.MailboxUpdateInput) => Promise<unknown>;
};

/** Lends a mailbox at a Google that may be asked to tell of new mail. */
const withMailbox = (work: (watched: Watched) => Promise<void>) =>
  withGoogleApi(async (api: TestApi, google) => {
    const person = await api.signUp();
    const id = idOf<MailboxId>(idIn(await connect(person)));
    const inWorkspace = <T>(inside: (tx: Prisma.TransactionClient) => Promise<T>) =>
      api.db.withWorkspace(person.workspaceId, inside);
    await work({
      deps: api.deps,
      google,
      mailbox: () => inWorkspace((tx) => tx.mailbox.findUniqueOrThrow({ where: { id } })),
      change: (data) => inWorkspace((tx) => tx.mailbox.update({ where: { id }, data })),
    });
  });

test('Gmail is asked to tell of new mail once, and again after a day', () =>
  withMailbox(async ({ deps, google, mailbox, change }) => {
    expect(await keepSubscribed(deps, await mailbox())).toBe(true);
    const agreed = await mailbox();
    expect(agreed.subscribedUntil?.getTime()).toBeGreaterThan(Date.now() + 6.9 * 24 * HOUR);
    expect(agreed.subscribeAt?.getTime()).toBeLessThanOrEqual(Date.now() + 24 * HOUR);
    expect(await keepSubscribed(deps, agreed)).toBe(true);
    expect(google.calls[WATCH]).toBe(1);

    await change({ subscribeAt: new Date(Date.now() - 1) });
    expect(await keepSubscribed(deps, await mailbox())).toBe(true);
    expect(google.calls[WATCH]).toBe(2);
  }));

test('when Google refuses to tell, the mailbox is looked at instead, and Google is asked again after an hour', () =>
  withMailbox(async ({ deps, google, mailbox, change }) => {
    google.fault({ method: WATCH, kind: 'error', status: 403, reason: 'forbidden', message: 'Topic is not shared' });
    expect(await keepSubscribed(deps, await mailbox())).toBe(false);
    const refused = await mailbox();
    expect(refused.health).toBe('ok');
    expect(refused.subscribeAt?.getTime()).toBeGreaterThan(Date.now() + 0.9 * HOUR);
    expect(await waitBeforeLook(deps.db, refused, false)).toBe(60_000);
    await keepSubscribed(deps, refused);
    expect(google.calls[WATCH]).toBe(1);

    await change({ subscribeAt: new Date(Date.now() - 1) });
    expect(await keepSubscribed(deps, await mailbox())).toBe(true);
  }));
