import { expect, test } from 'vitest';
import { conversationOf } from '../helpers/conversation.ts';
import { withDatabase } from '../helpers/database.ts';
import { eventually } from '../helpers/engine.ts';
import { ask } from '../helpers/people.ts';
import { productOver } from '../helpers/product.ts';
import { withTemporal } from '../helpers/temporal-server.ts';

test(
  'while Temporal is down the api serves and the outbox keeps what is told; it is delivered afterwards',
  { timeout: 180_000 },
  () =>
    withDatabase((database) =>
      withTemporal({ keepsData: true }, (temporal) =>
        productOver({ database, temporal }, async (product) => {
          const { api } = product;
          const { person, messageId, enrollmentWhen } = await conversationOf(product);
          await temporal.stop();

          await person.rpc.sandbox.playRecipient({ messageId, act: 'reply' });
          const ready = await ask(api, '/readyz');
          expect(ready.status).toBe(200);
          expect(JSON.parse(ready.text)).toMatchObject({ status: 'ok', database: 'ok' });
          expect(JSON.parse(ready.text)).not.toMatchObject({ temporal: 'ok' });
          const kept = await eventually(() =>
            api.system.workflowMessage.findFirst({ where: { name: 'mailArrived', attempts: { gt: 0 } } }),
          );
          expect(kept).toMatchObject({ workspaceId: person.workspaceId, lastError: expect.any(String) });
          expect(await enrollmentWhen(() => true)).toMatchObject({ state: 'active' });

          await temporal.start();
          const ended = await enrollmentWhen(({ state }) => state !== 'active', 100_000);
          expect(ended).toMatchObject({ state: 'replied' });
          await eventually(async () => (await api.system.workflowMessage.count()) === 0);
          expect(JSON.parse((await ask(api, '/readyz')).text)).toMatchObject({ temporal: 'ok' });
        }),
      ),
    ),
);
