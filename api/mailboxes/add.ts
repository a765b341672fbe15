import type { AuditedBy } from '../../prisma/audit.ts';
import { noteAudit } from '../../prisma/audit.ts';
import { isDuplicate, type Tx } from '../../prisma/db.ts';
import { noteEvents } from '../../prisma/events.ts';
import type { MailProvider } from '../../prisma/generated/client.ts';
import { wakeHeld } from '../../prisma/held.ts';
import { tellWorkflows } from '../../prisma/outbox.ts';
import type { UserId, WorkspaceId } from '../../workflows/ids.ts';
import { mailboxStart, tellMailbox } from '../../workflows/mailboxes/messages.ts';
import { Refusal } from '../../workflows/refusal.ts';
import type { SendWindow } from '../../workflows/sending/rules.ts';
import type { limitsOf } from './limits.ts';

/** Who connects a mailbox. */
export type Connecting = { workspaceId: WorkspaceId; userId: UserId | null; by: AuditedBy };

/** What opens a mailbox; sealed, where it is secret. */
export type Connection = { settings?: object; credentials?: string };

type NewMailbox = {
  id: string;
  provider: MailProvider;
  email: string;
  limits: ReturnType<typeof limitsOf>;
  connection: Connection;
};

const OFFICE_HOURS = [{ from: '09:00', to: '17:00' }];
const OFFICE_WEEK: SendWindow = { 1: OFFICE_HOURS, 2: OFFICE_HOURS, 3: OFFICE_HOURS, 4: OFFICE_HOURS, 5: OFFICE_HOURS };
const ALL_DAY = [{ from: '00:00', to: '24:00' }];
const EVERY_DAY: SendWindow = { 1: ALL_DAY, 2: ALL_DAY, 3: ALL_DAY, 4: ALL_DAY, 5: ALL_DAY, 6: ALL_DAY, 7: ALL_DAY };

/** A real mailbox begins with what providers bear; the sandbox is there to watch, on a Sunday too. */
const CAREFUL = { sendWindow: OFFICE_WEEK, minGapSeconds: 90 };
const FIRST_LIMITS = {
  smtp: CAREFUL,
  gmail: CAREFUL,
  outlook: CAREFUL,
  sandbox: { sendWindow: EVERY_DAY, minGapSeconds: 5 },
};

/** Whose a new mailbox is: the asker's, or the workspace owner's where a program asks. */
async function ownerOf(tx: Tx, userId: UserId | null) {
  const { user } = await tx.membership.findFirstOrThrow({
    where: userId ? { userId } : { role: 'owner' },
    select: { user: { select: { id: true, name: true } } },
  });
  return user;
}

/** Writes a new mailbox, and has it watched. */
export async function addMailbox(tx: Tx, { workspaceId, userId, by }: Connecting, mailbox: NewMailbox) {
  const { id, provider, email, limits, connection } = mailbox;
  const owner = await ownerOf(tx, userId);
  const { timeZone } = await tx.workspace.findUniqueOrThrow({ where: { id: workspaceId } });
  const isFirst = (await tx.mailbox.count({ where: { deletedAt: null } })) === 0;
  await tx.mailbox.create({
    data: {
      ...limits,
      ...connection,
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
}

/** Says in words that an address is taken; what else went wrong is thrown on. */
export function sayTaken(error: unknown, email: string): never {
  if (!isDuplicate(error)) throw error;
  throw new Refusal('already-exists', `${email} is connected already. Open it among the mailboxes.`, 'email');
}

/** Lets a mailbox go on that can be used again: what it held goes on, and its provider is asked anew to tell of mail. */
export async function resumeMailbox(tx: Tx, by: AuditedBy, { id, connection }: { id: string; connection: Connection }) {
  const healthy = { health: 'ok' as const, healthCode: null, healthReason: null, healthCheckedAt: new Date() };
  await tx.mailbox.update({
    where: { id },
    data: {
      ...connection,
      ...healthy,
      isActive: true,
      syncEnabled: true,
      subscription: {},
      subscribedUntil: null,
      subscribeAt: null,
    },
  });
  await wakeHeld(tx, id, 'mailbox-unusable');
  await noteAudit(tx, by, { action: 'mailbox.reconnected', entityId: id });
  await noteEvents(tx, [{ type: 'mailbox.changed', subjectId: id }]);
  await tellWorkflows(tx, [tellMailbox.arrived(id)]);
}
