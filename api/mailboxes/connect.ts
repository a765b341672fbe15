import { uuidv7 } from 'uuidv7';
import type { z } from 'zod';
import { credentialsPlace } from '../../activities/clients/mail-clients.ts';
import type { ConnectionReport } from '../../activities/clients/mail-provider.ts';
import { tellWorkflows } from '../../prisma/outbox.ts';
import { idOf, type MailboxId } from '../../workflows/ids.ts';
import { tellMailbox } from '../../workflows/mailboxes/messages.ts';
import { Refusal } from '../../workflows/refusal.ts';
import type { Answer, Given } from '../contract/base.ts';
import type { MailServers } from '../contract/mailbox-settings.ts';
import type {
  createMailbox as createContract,
  reconnectMailbox as reconnectContract,
  testMailbox as testContract,
} from '../contract/mailboxes.ts';
import type { Context } from '../http/context.ts';
import { assertVerified } from '../http/verified.ts';
import { addMailbox, resumeMailbox, sayTaken } from './add.ts';
import { limitsOf } from './limits.ts';
import { findMailbox, takeMailbox } from './mailbox.ts';

type Servers = z.output<typeof MailServers>;
type Report = Answer<typeof testContract>;

/** Parts what anyone may read of two servers from what opens them. */
function partedServers({ smtp, imap }: Servers) {
  const { password: smtpPassword, ...smtpSettings } = smtp;
  const { password: imapPassword, ...imapSettings } = imap;
  return { settings: { smtp: smtpSettings, imap: imapSettings }, secrets: { smtpPassword, imapPassword } };
}

const inWords = (report: ConnectionReport): Report =>
  report.isUsable ? { isUsable: true, code: null, sentence: null } : report;

/** Tries servers before anything is saved. */
export const testServers = async ({ deps }: Context, servers: Servers): Promise<Report> =>
  inWords(await deps.mail.checkServers(partedServers(servers)));

/** Refuses servers that cannot be used, and seals the passwords of those that can. */
async function sealedServers({ deps }: Context, mailboxId: string, servers: Servers) {
  const { settings, secrets } = partedServers(servers);
  const report = await deps.mail.checkServers({ settings, secrets });
  if (!report.isUsable) throw new Refusal('cannot-connect', report.sentence, 'servers');
  return { settings, credentials: deps.box.seal(secrets, credentialsPlace(mailboxId)) };
}

/** Connects a mailbox, and has it watched. */
export async function createMailbox(
  context: Context,
  input: Given<typeof createContract>,
): Promise<{ mailboxId: MailboxId }> {
  const { email, provider } = input;
  const id = uuidv7();
  const limits = limitsOf(input);
  if (input.provider === 'smtp') assertVerified(context.actor, 'connect a mailbox');
  const connection = input.provider === 'smtp' ? await sealedServers(context, id, input.servers) : {};
  await context
    .inWorkspace((tx) => addMailbox(tx, context, { id, provider, email, limits, connection }))
    .catch((error: unknown) => sayTaken(error, email));
  return { mailboxId: idOf<MailboxId>(id) };
}

/** Tries the connection of a mailbox; what the watch thinks of it is brought up to date too. */
export async function testMailbox(context: Context, mailboxId: MailboxId): Promise<Report> {
  const { deps, inWorkspace } = context;
  const mailbox = await inWorkspace((tx) => findMailbox(tx, mailboxId));
  if (mailbox.provider === 'smtp' && !mailbox.credentials)
    return { isUsable: false, code: 'auth', sentence: 'Its passwords were forgotten. Connect it again.' };
  const report = await deps.mail.open(mailbox).check();
  await inWorkspace((tx) => tellWorkflows(tx, [tellMailbox.arrived(mailboxId)]));
  return inWords(report);
}

/** What of a mailbox is set when it is connected again: new servers, or the ones it has, when they can be used now. */
async function connectionOf(context: Context, mailboxId: MailboxId, servers: Servers | undefined) {
  const mailbox = await context.inWorkspace((tx) => findMailbox(tx, mailboxId));
  if (mailbox.provider === 'smtp' && servers) return sealedServers(context, mailboxId, servers);
  if (mailbox.provider === 'smtp' && !mailbox.credentials)
    throw new Refusal(
      'cannot-connect',
      `The passwords of ${mailbox.email} were forgotten. Give them again.`,
      'servers',
    );
  const report = await context.deps.mail.open(mailbox).check();
  if (!report.isUsable) throw new Refusal('cannot-connect', report.sentence, 'servers');
  return {};
}

/** Connects a mailbox again: who was held by it goes on. */
export async function reconnectMailbox(
  context: Context,
  { mailboxId, servers }: Given<typeof reconnectContract>,
): Promise<void> {
  await context.inWorkspace((tx) => takeMailbox(tx, context, mailboxId));
  const connection = await connectionOf(context, mailboxId, servers);
  await context.inWorkspace(async (tx) => {
    await takeMailbox(tx, context, mailboxId);
    await resumeMailbox(tx, context.by, { id: mailboxId, connection });
  });
}
