import type { Client } from '@temporalio/client';
import { historyToJSON } from '@temporalio/common/lib/proto-utils.js';
import { type Logger, pino } from 'pino';
import { expect, test } from 'vitest';
import { credentialsPlace } from '../../activities/clients/mail-clients.ts';
import type { OAuthSecrets } from '../../activities/clients/oauth.ts';
import { tellWorkflows } from '../../prisma/outbox.ts';
import { idOf, type MailboxId } from '../../workflows/ids.ts';
import { mailboxStart } from '../../workflows/mailboxes/messages.ts';
import { type Outreach, outreachOver } from '../gmail/outreach.ts';
import { fromAda, ROBIN } from '../gmail/robin.ts';
import { withDatabase } from '../helpers/database.ts';
import { eventually } from '../helpers/engine.ts';
import { withFakeGoogle } from '../helpers/fake-google/server.ts';
import { ask } from '../helpers/people.ts';
import { type Product, productOver } from '../helpers/product.ts';
import { mailboxRowAt } from '../helpers/smtp-mailbox.ts';
import { withSmtpServer } from '../helpers/smtp-server.ts';
import { withTemporal } from '../helpers/temporal-server.ts';

const OUR_WORDS = 'our-words-to-ada-and-nobody-else';
const HER_WORDS = 'her-words-to-us-and-nobody-else';
const PASSWORD = 'mailbox-password-to-keep';
const PATHS = '/me /home /audit /mailboxes /mailboxes/providers /enrollments /sequences /ledger/uncertain'.split(' ');

/** Every history of every workflow, with what its payloads carry in plain words. */
async function payloadsOf(client: Client): Promise<string> {
  const said: string[] = [];
  for await (const { workflowId, runId, memo } of client.workflow.list()) {
    const history = historyToJSON(await client.workflow.getHandle(workflowId, runId).fetchHistory());
    const carried = [...history.matchAll(/"data":\s*"([^"]+)"/g)].map(([, data = '']) => Buffer.from(data, 'base64'));
    said.push(history, JSON.stringify(memo), ...carried.map(String));
  }
  return said.join('\n');
}

const whereShown = (hidden: Record<string, string>, said: Record<string, string>) =>
  Object.entries(hidden).flatMap(([name, secret]) =>
    Object.entries(said).flatMap(([where, text]) => (text.includes(secret) ? [`${name} in ${where}`] : [])),
  );

/** The whole product, with a mailbox at Google, that writes down all that it logs. */
const withLoggedOutreach = (log: Logger, work: (outreach: Outreach, product: Product) => Promise<void>) =>
  withFakeGoogle((google) =>
    withDatabase((database) =>
      withTemporal({ keepsData: false }, (temporal) =>
        productOver({ database: { ...database, apps: { google: google.app }, log }, temporal }, async (product) =>
          work(await outreachOver(product.api, google), product),
        ),
      ),
    ),
  );

/** A mail leaves, an answer comes, and the permission is taken back while the next mail waits. */
async function writeAndBeRevoked({ enroll, enrollmentsWhen, google, mailboxId, mailboxWhen, person }: Outreach) {
  const { credentials } = await mailboxWhen(({ lastSyncAt }) => lastSyncAt !== null);
  const later = { delayAmount: 3, delayUnit: 'days' as const, isReply: true };
  const wording = { variants: [{ body: OUR_WORDS }] };
  const steps = [wording, { ...later, ...wording }];
  const people = await enroll(1, { steps });
  await enrollmentsWhen(people, ({ currentStep }) => currentStep === 1);
  const [sent] = google.world.deliveries;
  google.receive({ to: ROBIN, raw: fromAda({ 'In-Reply-To': sent?.messageId ?? '' }, HER_WORDS) });
  await person.rpc.mailboxes.testMailbox({ mailboxId });
  await enrollmentsWhen(people, ({ state }) => state === 'replied');
  google.revoke(ROBIN);
  await enrollmentsWhen(await enroll(1, { steps }), ({ holdCode }) => holdCode !== null);
  return { credentials: credentials ?? '', enrolled: people[0] ?? '' };
}

/** A mailbox whose server refuses its password, and what is said of it. */
async function beRefused({ inWorkspace, person }: Outreach, { api }: Product): Promise<string> {
  return withSmtpServer({ auth: '535 5.7.8 No' }, async ({ port }) => {
    const server = { host: '127.0.0.1', port, security: 'none', user: 'robin' } as const;
    const row = mailboxRowAt(api.deps.box, { smtp: server, imap: server, password: PASSWORD });
    const { workspaceId, userId } = person;
    await inWorkspace(async (tx) => {
      await tx.mailbox.create({ data: { ...row, workspaceId, userId, sendWindow: {} } });
      await tellWorkflows(tx, [mailboxStart({ workspaceId, mailboxId: row.id, title: row.email })]);
    });
    const report = await person.rpc.mailboxes.testMailbox({ mailboxId: idOf<MailboxId>(row.id) });
    await eventually(() => inWorkspace((tx) => tx.mailbox.findFirst({ where: { id: row.id, health: { not: 'ok' } } })));
    return JSON.stringify(report);
  });
}

test('no token or password is in logs, errors, answers or what Temporal keeps, and no word of a mail but where it is read', {
  timeout: 180_000,
}, () => {
  const lines: string[] = [];
  const log = pino({ level: 'trace' }, { write: (line) => void lines.push(line) });
  return withLoggedOutreach(log, async (outreach, product) => {
    const { api, engine } = product;
    const { mailboxId, google, person } = outreach;
    const { credentials, enrolled } = await writeAndBeRevoked(outreach);
    const tokens = api.deps.box.open<OAuthSecrets>(credentials, credentialsPlace(mailboxId));
    const refused = await beRefused(outreach, product);
    const headers = { cookie: person.cookie };
    const read = await Promise.all(PATHS.map((path) => ask(api, `/api/v1${path}`, { headers })));
    const answers = read.map(({ text }) => text).join('\n');
    const said = { logs: lines.join('\n'), errors: refused, answers, temporal: await payloadsOf(engine.client) };

    expect(said.temporal).toContain(enrolled);
    expect(said.answers).toContain('Connect it again');
    expect(said.errors).toContain('refused the user or the password');
    expect(lines.length).toBeGreaterThan(5);
    const secrets = {
      password: PASSWORD,
      ...{ accessToken: tokens.accessToken, refreshToken: tokens.refreshToken, sealed: credentials },
      clientSecret: google.app.clientSecret,
    };
    expect(whereShown(secrets, said)).toEqual([]);
    const { answers: _shownToWhoMayRead, ...elsewhere } = said;
    expect(whereShown({ ours: OUR_WORDS, hers: HER_WORDS }, elsewhere)).toEqual([]);
  });
});
