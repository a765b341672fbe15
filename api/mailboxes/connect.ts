import { uuidv7 } from 'uuidv7';
import type { z } from 'zod';
import { credentialsPlace } from '../../activities/clients/mail-clients.ts';
import type { ConnectionReport } from '../../activities/clients/mail-provider.ts';
import { noteAudit } from '../../prisma/audit.ts';
import { isDuplicate, type Tx } from '../../prisma/db.ts';
import { noteEvents } from '../../prisma/events.ts';
import { wakeHeld } from '../../prisma/held.ts';
import { tellWorkflows } from '../../prisma/outbox.ts';
import { idOf, type MailboxId } from '../../workflows/ids.ts';
import { mailboxStart, tellMailbox } from '../../workflows/mailboxes/messages.ts';
import { Refusal } from '../../workflows/refusal.ts';
import type { SendWindow } from '../../workflows/sending/rules.ts';
import type { Answer, Given } from '../contract/base.ts';
import type { MailServers } from '../contract/mailbox-settings.ts';
import type {
  createMailbox as createContract,
  reconnectMailbox as reconnectContract,
  testMailbox as testContract,
} from '../contract/mailboxes.ts';
import type { Context } from '../http/context.ts';
import { assertVerified } from '../http/verified.ts';
import { limitsOf } from './limits.ts';
import { findMailbox, takeMailbox } from './mailbox.ts';

type Servers = z.output<typeof MailServers>;
type Report = Answer<typeof testContract>;

const OFFICE_HOURS = [{ from: '09:00', to: '17:00' }];
const OFFICE_WEEK: SendWindow = { 1: OFFICE_HOURS, 2: OFFICE_HOURS, 3: OFFICE_HOURS, 4: OFFICE_HOURS, 5: OFFICE_HOURS };
const ALL_DAY = [{ from: '00:00', to: '24:00' }];
const EVERY_DAY: SendWindow = { 1: ALL_DAY, 2: ALL_DAY, 3: ALL_DAY, 4: ALL_DAY, 5: ALL_DAY, 6: ALL_DAY, 7: ALL_DAY };

/** A real mailbox begins with what providers bear; the sandbox is there to watch, on a Sunday too. */
const FIRST_LIMITS = {
  smtp: { sendWindow: OFFICE_WEEK, minGapSeconds: 90 },
  sandbox: { sendWindow: EVERY_DAY, minGapSeconds: 5 },
};

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

/** Whose a new mailbox is: the asker's, or the workspace owner's where a program asks. */
async function ownerOf(tx: Tx, { userId }: Context) {
  const { user } = await tx.membership.findFirstOrThrow({
    where: userId ? { userId } : { role: 'owner' },
    select: { user: { select: { id: true, name: true } } },
  });
  return user;
}

/** Connects a mailbox, and has it watched. */
export async function createMailbox(
  context: Context,
  input: Given<typeof createContract>,
): Promise<{ mailboxId: MailboxId }> {
  const { inWorkspace, workspaceId, by, actor } = context;
  const id = uuidv7();
  const limits = limitsOf(input);
  if (input.provider === 'smtp') assertVerified(actor, 'connect a mailbox');
  const servers = input.provider === 'smtp' ? await sealedServers(context, id, input.servers) : {};
  const { email, provider } = input;
  try {
    await inWorkspace(async (tx) => {
      const owner = await ownerOf(tx, context);
      const { timeZone } = await tx.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
      const isFirst = (await tx.mailbox.count({ where: { deletedAt: null } })) === 0;
      await tx.mailbox.create({
        data: {
          ...limits,
          ...servers,
          displayName: limits.displayName === undefined ? owner.name : limits.displayName,
          timeZone: limits.timeZone ?? timeZone,
          sendWindow: limits.sendWindow ?? FIRST_LIMITS[provider].sendWindow,
          minGapSeconds: limits.minGapSeconds ?? FIRST_LIMITS[provider].minGapSeconds,
          id,
          workspaceId,
          userId: owner.id,
          provider,
          email,
          isPrimary: isFirst,
        },
      });
      await noteAudit(tx, by, { action: 'mailbox.created', entityId: id, after: { email, provider } });
      await noteEvents(tx, [{ type: 'mailbox.changed', subjectId: id }]);
      await tellWorkflows(tx, [mailboxStart({ workspaceId, mailboxId: id, title: email })]);
    });
  } catch (error) {
    if (!isDuplicate(error)) throw error;
    throw new Refusal('already-exists', `${email} is connected already. Open it among the mailboxes.`, 'email');
  }
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
  const healthy = { health: 'ok' as const, healthCode: null, healthReason: null, healthCheckedAt: new Date() };
  await context.inWorkspace(async (tx) => {
    await takeMailbox(tx, context, mailboxId);
    await tx.mailbox.update({
      where: { id: mailboxId },
      data: { ...connection, ...healthy, isActive: true, syncEnabled: true },
    });
    await wakeHeld(tx, mailboxId, 'mailbox-unusable');
    await noteAudit(tx, context.by, { action: 'mailbox.reconnected', entityId: mailboxId });
    await noteEvents(tx, [{ type: 'mailbox.changed', subjectId: mailboxId }]);
    await tellWorkflows(tx, [tellMailbox.arrived(mailboxId)]);
  });
}
