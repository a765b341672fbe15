import { expect, test } from 'vitest';
import { apiOver } from '../helpers/api.ts';
import { conversationOf } from '../helpers/conversation.ts';
import { eventually } from '../helpers/engine.ts';
import { ask } from '../helpers/people.ts';
import { withOwnPostgres } from '../helpers/postgres.ts';
import { productOver } from '../helpers/product.ts';
import { sendMail } from '../helpers/sent-mail.ts';
import { withTemporal } from '../helpers/temporal-server.ts';

const AWAY = 'The database cannot be reached just now. Nothing was changed; try again in a moment.';

test('while Postgres is down the api says so in words, and serves again when it is back', { timeout: 120_000 }, () =>
  withOwnPostgres((postgres) =>
    apiOver(postgres, async (api) => {
      const person = await api.signUp();
      const mail = await sendMail(api, person);
      const headers = { cookie: person.cookie, 'idempotency-key': 'ada-once' };
      const create = () =>
        ask(api, '/api/v1/contacts', { method: 'POST', body: { email: 'ada@customer.example' }, headers });
      let calls = 0;
      const unsubscribe = api.deps.live.subscribe(person.workspaceId, () => void (calls += 1));
      postgres.stop();

      const [refused, listed] = [await create(), await ask(api, '/api/v1/mailboxes', { headers })];
      expect(refused).toMatchObject({ status: 503, type: expect.stringContaining('application/problem+json') });
      expect(JSON.parse(refused.text)).toMatchObject({ code: 'unavailable', status: 503, detail: AWAY });
      expect(JSON.parse(listed.text)).toMatchObject({ code: 'unavailable', detail: AWAY });
      const ready = await ask(api, '/readyz');
      expect(ready.status).toBe(503);
      expect(JSON.parse(ready.text)).toEqual({ status: 'unavailable', database: expect.any(String), temporal: 'ok' });
      expect(JSON.parse(ready.text)).not.toMatchObject({ database: 'ok' });
      expect((await ask(api, '/healthz')).status).toBe(200);
      expect((await ask(api, mail.link('open'))).type).toBe('image/gif');
      const clicked = await ask(api, mail.link('click'));
      expect(clicked).toMatchObject({ status: 503, text: expect.stringContaining('Not just now') });

      await postgres.start();
      expect((await ask(api, '/readyz')).status).toBe(200);
      const [created, repeated] = [await create(), await create()];
      expect(created.status).toBe(200);
      expect(JSON.parse(repeated.text)).toEqual(JSON.parse(created.text));
      const made = { where: { email: 'ada@customer.example' } };
      expect(await api.db.withWorkspace(person.workspaceId, (tx) => tx.contact.count(made))).toBe(1);
      await eventually(async () => calls > 0); // live pages are told again
      unsubscribe();
    }),
  ),
);

test(
  'the engine goes on by itself when Postgres is back: a reply still ends the enrollment',
  { timeout: 120_000 },
  () =>
    withOwnPostgres((database) =>
      withTemporal({ keepsData: false }, (temporal) =>
        productOver({ database, temporal }, async (product) => {
          const { person, messageId, enrollmentWhen, received } = await conversationOf(product);
          database.stop();
          await new Promise((resolve) => setTimeout(resolve, 3_000)); // long enough that every part has noticed
          await database.start();
          await person.rpc.sandbox.playRecipient({ messageId, act: 'reply' });
          expect(await enrollmentWhen(({ state }) => state !== 'active')).toMatchObject({ state: 'replied' });
          expect(await received(1)).toHaveLength(1);
        }),
      ),
    ),
);
