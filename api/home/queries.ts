import type { Tx } from '../../prisma/db.ts';
import type { Answer } from '../contract/base.ts';
import type { getHome as contract } from '../contract/home.ts';
import type { Context } from '../http/context.ts';

type Home = Answer<typeof contract>;

async function countsOf(tx: Tx): Promise<Home['counts']> {
  const [counts] = await tx.$queryRaw<[Home['counts']]>`
    WITH today AS (
      SELECT date_trunc('day', now() AT TIME ZONE time_zone) AT TIME ZONE time_zone AS from_at,
        (date_trunc('day', now() AT TIME ZONE time_zone) + interval '1 day') AT TIME ZONE time_zone AS until_at
      FROM workspaces)
    SELECT
      (SELECT count(*)::int FROM tasks WHERE status IN ('pending', 'in_progress') AND deleted_at IS NULL AND due_at < until_at) AS "tasksDue",
      (SELECT count(*)::int FROM outbound_emails WHERE sent_at >= from_at AND sent_at < until_at) AS "sentToday",
      (SELECT count(*)::int FROM outbound_emails WHERE state = 'reserved' AND slot_at < until_at) AS "plannedToday",
      (SELECT count(*)::int FROM outbound_emails WHERE replied_at >= from_at AND replied_at < until_at) AS "repliesToday",
      (SELECT count(*)::int FROM enrollments WHERE state = 'active') AS "activeEnrollments",
      (SELECT count(*)::int FROM enrollments WHERE state = 'active' AND attention IS NOT NULL) AS "needsPerson"
    FROM today`;
  return counts;
}

type TroubleRow = {
  kind: 'mailbox' | 'enrollment';
  id: string;
  code: string;
  title: string;
  sentence: string;
  since: Date;
};

async function troublesOf(tx: Tx): Promise<Home['troubles']> {
  const rows = await tx.$queryRaw<TroubleRow[]>`
    (SELECT DISTINCT ON (mailbox.id) 'mailbox' AS kind, mailbox.id,
      coalesce(pause.code, health_code, health::text) AS code, email::text AS title,
      coalesce(pause.reason, health_reason, 'It cannot be reached.') AS sentence,
      coalesce(pause.since, health_checked_at, updated_at) AS since
    FROM mailboxes AS mailbox LEFT JOIN sender_pauses AS pause ON health <> 'disconnected' AND (scope, key) IN
      (('mailbox', mailbox.id::text), ('domain', lower(substring(email::text FROM '[^@]*$'))))
    WHERE deleted_at IS NULL AND is_active AND (health <> 'ok' OR pause.key IS NOT NULL)
    ORDER BY mailbox.id, pause.probe_at DESC)
    UNION ALL
    (SELECT 'enrollment', enrollments.id, attention ->> 'code',
      coalesce(nullif(concat_ws(' ', contacts.first_name, contacts.last_name), ''), contacts.email::text, 'Unknown') || ' in ' || sequences.name,
      attention ->> 'sentence', enrollments.updated_at
    FROM enrollments JOIN contacts ON contacts.id = enrollments.contact_id JOIN sequences ON sequences.id = enrollments.sequence_id
    WHERE attention IS NOT NULL AND enrollments.state = 'active' ORDER BY enrollments.updated_at DESC LIMIT 20)
    ORDER BY since DESC LIMIT 20`;
  return rows.map((row) => ({ ...row, since: row.since.getTime() }));
}

type NextRow = Omit<Home['nextMails'][number], 'at'> & { at: Date };

async function nextMailsOf(tx: Tx): Promise<Home['nextMails']> {
  const rows = await tx.$queryRaw<NextRow[]>`
    SELECT mail.id AS "outboundEmailId", mail.slot_at AS at, mail.contact_id AS "contactId", mail.enrollment_id AS "enrollmentId",
      coalesce(nullif(concat_ws(' ', contacts.first_name, contacts.last_name), ''), mail.to_address::text) AS "contactName",
      mail.sequence_id AS "sequenceId", sequences.name AS "sequenceName", mailboxes.email::text AS mailbox
    FROM outbound_emails AS mail JOIN mailboxes ON mailboxes.id = mail.mailbox_id
      LEFT JOIN contacts ON contacts.id = mail.contact_id LEFT JOIN sequences ON sequences.id = mail.sequence_id
    WHERE mail.state = 'reserved' ORDER BY mail.slot_at LIMIT 10`;
  return rows.map((row) => ({ ...row, at: row.at.getTime() }));
}

type ReplyRow = Omit<Home['replies'][number], 'at'> & { at: Date };

async function repliesOf(tx: Tx): Promise<Home['replies']> {
  const rows = await tx.$queryRaw<ReplyRow[]>`
    SELECT message.contact_id AS "contactId", message.enrollment_id AS "enrollmentId", message.received_at AS at,
      coalesce(nullif(concat_ws(' ', contacts.first_name, contacts.last_name), ''), message.from_name, message.from_email::text, 'Unknown') AS "contactName",
      coalesce(message.subject, '') AS subject, coalesce(left(body.new_text, 300), message.snippet, '') AS snippet
    FROM email_messages AS message LEFT JOIN contacts ON contacts.id = message.contact_id
      LEFT JOIN email_bodies AS body ON body.workspace_id = message.workspace_id AND body.message_id = message.id
    WHERE message.direction = 'inbound' AND message.kind = 'human' AND message.handled_at IS NOT NULL AND message.deleted_at IS NULL
      AND message.received_at > now() - interval '30 days'
    ORDER BY message.received_at DESC LIMIT 5`;
  return rows.map((row) => ({ ...row, at: row.at.getTime() }));
}

const daysOf = (tx: Tx) => tx.$queryRaw<Home['days']>`
  WITH zone AS (SELECT time_zone AS name FROM workspaces),
  days AS (SELECT generate_series((now() AT TIME ZONE name)::date - 13, (now() AT TIME ZONE name)::date + 7, interval '1 day')::date AS day FROM zone),
  sent AS (SELECT (sent_at AT TIME ZONE name)::date AS day, count(*)::int AS sent FROM outbound_emails, zone WHERE sent_at > now() - interval '15 days' GROUP BY 1),
  replied AS (SELECT (replied_at AT TIME ZONE name)::date AS day, count(*)::int AS replied FROM outbound_emails, zone WHERE replied_at > now() - interval '15 days' GROUP BY 1),
  planned AS (SELECT (slot_at AT TIME ZONE name)::date AS day, count(*)::int AS planned FROM outbound_emails, zone
    WHERE state = 'reserved' AND slot_at < now() + interval '9 days' GROUP BY 1)
  SELECT days.day::text AS day, coalesce(sent, 0) AS sent, coalesce(replied, 0) AS replied, coalesce(planned, 0) AS planned
  FROM days LEFT JOIN sent USING (day) LEFT JOIN replied USING (day) LEFT JOIN planned USING (day) ORDER BY day`;

/** What is due today, what is wrong, and what happens next, in the workspace's zone. */
export const getHome = ({ inWorkspace }: Context): Promise<Home> =>
  inWorkspace(async (tx) => ({
    counts: await countsOf(tx),
    troubles: await troublesOf(tx),
    nextMails: await nextMailsOf(tx),
    replies: await repliesOf(tx),
    days: await daysOf(tx),
  }));
