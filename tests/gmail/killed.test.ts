import { expect, test } from 'vitest';
import { apiOver } from '../helpers/api.ts';
import { withDatabase } from '../helpers/database.ts';
import { eventually } from '../helpers/engine.ts';
import { type FakeGoogle, withFakeGoogle } from '../helpers/fake-google/server.ts';
import { withTemporal } from '../helpers/temporal-server.ts';
import { startWorker } from '../imports/worker-process.ts';
import { outreachOver } from './outreach.ts';
import { ROBIN } from './robin.ts';

/** What a process must be told to reach this Google. */
const settingsOf = ({ url, app }: FakeGoogle) => ({
  GOOGLE_CLIENT_ID: app.clientId,
  GOOGLE_CLIENT_SECRET: app.clientSecret,
  GOOGLE_ACCOUNTS_URL: url,
  GOOGLE_TOKEN_URL: url,
  GOOGLE_API_URL: url,
  GOOGLE_CERTS_URL: app.certsUrl,
});

test.each([
  { method: 'gmail.users.drafts.create', what: 'a draft was written and before its name was kept' },
  { method: 'gmail.users.drafts.send', what: 'the mail has left and before Google answered' },
  { method: 'gmail.users.messages.get', what: 'the mail has left and before its name was read' },
])('a worker killed after $what: the mail arrives once, and no draft is left', { timeout: 240_000 }, ({ method }) =>
  withFakeGoogle((google) =>
    withDatabase((database) =>
      withTemporal({ keepsData: false }, ({ address }) =>
        apiOver({ ...database, apps: { google: google.app } }, async (api) => {
          const first = await startWorker(database, address, settingsOf(google));
          const { enroll, enrollmentsWhen, mailboxWhen } = await outreachOver(api, google);
          await mailboxWhen(({ lastSyncAt }) => lastSyncAt !== null);
          google.fault({ method, kind: 'slow', ms: 4_000 });
          const people = await enroll(1);
          await eventually(async () => google.calls[method]);
          await first.kill();
          const second = await startWorker(database, address, settingsOf(google));
          try {
            await enrollmentsWhen(people, ({ state }) => state === 'completed');
          } finally {
            await second.kill();
          }
          expect(google.world.deliveries).toHaveLength(1);
          expect(google.account(ROBIN).drafts.size).toBe(0);
        }),
      ),
    ),
  ),
);
