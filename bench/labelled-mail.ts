import { parseMail } from '../activities/mailboxes/parse.ts';
import type { BounceReason, ReportedRecipient } from '../workflows/replies/rules.ts';
import { type SortedMail, sortMail } from '../workflows/replies/sort.calc.ts';

/** A mail with what is known of it. */
export type Labelled = {
  file: string;
  kind: 'bounce' | 'complaint' | 'autoReply' | 'delivered';
  recipients: { status: string; replyCode: string; reason: string; hard: boolean; feedbackType?: string }[];
};

export type Tally = {
  mails: number;
  kindRight: number;
  /** Complaints, automatic replies and notices of delivery that were taken for a bounce. */
  wronglyBounce: number;
  recipients: number;
  hardRight: number;
  notHard: number;
  calledHard: number;
  reasonRight: number;
  groupRight: number;
  /** Mails that are understood otherwise when their lines end otherwise. */
  unlike: number;
};

export const emptyTally: Tally = {
  ...{ mails: 0, kindRight: 0, wronglyBounce: 0, recipients: 0, hardRight: 0 },
  ...{ notHard: 0, calledHard: 0, reasonRight: 0, groupRight: 0, unlike: 0 },
};

/** Reasons that have the same consequences. */
const GROUPS: readonly (readonly BounceReason[])[] = [
  ['userunknown', 'hostunknown', 'hasmoved', 'notaccept'],
  ['mailboxfull'],
  ['filtered', 'suspend', 'onhold', 'suppressed'],
  ['mesgtoobig', 'exceedlimit'],
  ['spamdetected', 'virusdetected', 'contenterror', 'policyviolation', 'notcompliantrfc', 'syntaxerror'],
  ['blocked', 'badreputation', 'requireptr', 'authfailure', 'rejected', 'norelaying', 'securityerror'],
  ['speeding', 'toomanyconn'],
  ['networkerror', 'expired', 'systemerror', 'systemfull', 'mailererror', 'undefined'],
];
const groupOf = (reason: string) => GROUPS.findIndex((group) => group.some((one) => one === reason));

/** The row that speaks of the same recipient: labels have no addresses. */
function takeRow(rows: ReportedRecipient[], label: Labelled['recipients'][number]): ReportedRecipient | undefined {
  const exact = rows.findIndex(({ reason, isHard }) => reason === label.reason && isHard === label.hard);
  const close = exact >= 0 ? exact : rows.findIndex(({ isHard }) => isHard === label.hard);
  return rows.splice(Math.max(close, 0), 1)[0];
}

function scoreRecipients({ kind, recipients }: Labelled, found: ReportedRecipient[]): Tally {
  const tally = { ...emptyTally };
  const rows = [...found];
  for (const label of kind === 'bounce' ? recipients : []) {
    const row = takeRow(rows, label);
    tally.recipients += 1;
    tally.hardRight += row?.isHard === label.hard ? 1 : 0;
    tally.notHard += label.hard ? 0 : 1;
    tally.calledHard += !label.hard && row?.isHard ? 1 : 0;
    tally.reasonRight += row?.reason === label.reason ? 1 : 0;
    tally.groupRight += row && groupOf(row.reason) === groupOf(label.reason) ? 1 : 0;
  }
  return tally;
}

const kindOf = ({ kind }: SortedMail) => (kind === 'auto_reply' ? 'autoReply' : kind);
const sort = async (raw: Uint8Array) => sortMail((await parseMail(raw)).facts);
const ended = (raw: Buffer, end: string) => Buffer.from(raw.toString('latin1').replaceAll(/\r\n?|\n/g, end), 'latin1');
const verdict = ({ kind, recipients }: SortedMail) =>
  JSON.stringify([kind, recipients.map(({ reason, isHard, address }) => [reason, isHard, address])]);

/** Understands one mail as it is and with each line end, and compares with what is known of it. */
export async function scoreMail(label: Labelled, raw: Buffer): Promise<Tally> {
  const sorted = await sort(raw);
  const others = await Promise.all(['\n', '\r\n', '\r'].map((end) => sort(ended(raw, end))));
  return {
    ...scoreRecipients(label, sorted.recipients),
    mails: 1,
    kindRight: kindOf(sorted) === label.kind ? 1 : 0,
    wronglyBounce: label.kind !== 'bounce' && sorted.kind === 'bounce' ? 1 : 0,
    unlike: others.some((other) => verdict(other) !== verdict(sorted)) ? 1 : 0,
  };
}
