import { expect, test } from 'vitest';
import { apiOver } from '../helpers/api.ts';
import { withDatabase } from '../helpers/database.ts';
import { eventually } from '../helpers/engine.ts';
import type { Operation } from '../helpers/fake-graph/faults.ts';
import { FAKE_APP } from '../helpers/fake-graph/login.ts';
import { withFakeGraph } from '../helpers/fake-graph/server.ts';
import { make } from '../helpers/make.ts';
import { withTemporal } from '../helpers/temporal-server.ts';
import { startWorker } from '../imports/worker-process.ts';
import { connectedOver, sentMails } from './connected.ts';
import { fakeApp, ROBIN } from './outlook-mailbox.ts';

const steps: { operation: Operation; what: string }[] = [
  { operation: 'createDraft', what: 'a draft was written and before its name was kept' },
  { operation: 'sendDraft', what: 'the mail has left and before Microsoft answered' },
  { operation: 'getMessage', what: 'the mail has left and before its name was read' },
];

test.each(steps)(
  'a worker killed after $what: the mail arrives once, and no draft is left',
  { timeout: 240_000 },
  ({ operation }) =>
    withFakeGraph((graph) =>
      withDatabase((database) =>
        withTemporal({ keepsData: false }, ({ address }) =>
          apiOver({ ...database, apps: { microsoft: fakeApp(graph) } }, async (api) => {
            const settings = {
              MICROSOFT_CLIENT_ID: FAKE_APP.clientId,
              MICROSOFT_CLIENT_SECRET: FAKE_APP.clientSecret,
              MICROSOFT_LOGIN_URL: graph.url,
              MICROSOFT_GRAPH_URL: graph.url,
            };
            const first = await startWorker(database, address, settings);
            const lent = await connectedOver({ api }, graph);
            graph.fail({ operation, kind: 'slow', slowMs: 4_000, times: 1 });
            const { person, inWorkspace, enroll } = lent;
            await enroll(await inWorkspace((tx) => make.sequence(tx, person)), 1);
            await eventually(async () => graph.state.faults.struck() > 0);
            await first.kill();
            const second = await startWorker(database, address, settings);
            try {
              await sentMails(lent, 1, 120_000);
            } finally {
              await second.kill();
            }
            expect(graph.counts()).toEqual({ total: 1, distinct: 1, twice: [] });
            expect(graph.state.accounts.get(ROBIN)?.messages.filter(({ isDraft }) => isDraft)).toEqual([]);
          }),
        ),
      ),
    ),
);
