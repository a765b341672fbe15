// Says what mail files are: one line of JSON for each.
import { readFile } from 'node:fs/promises';
import { parseMail } from '../activities/mailboxes/parse.ts';
import type { MessageKind, ReportedRecipient } from '../workflows/replies/rules.ts';
import { sortMail } from '../workflows/replies/sort.calc.ts';

const HELP = 'Give one or more mail files: npm run -s classify -- FILE...';
const kindOf = (kind: MessageKind) => (kind === 'auto_reply' ? 'autoReply' : kind);

const rowOf = ({ address, status, replyCode, isHard, category, reason }: ReportedRecipient) => ({
  address,
  status,
  replyCode,
  hard: isHard,
  category,
  reason,
});

/** Prints what one file is. Tells whether it could be read. */
async function classifyFile(file: string): Promise<boolean> {
  const raw = await readFile(file).catch((error: Error) => error);
  if (raw instanceof Error) {
    process.stderr.write(`${file} cannot be read: ${raw.message}. Check its name, and that it is a mail file.\n`);
    return false;
  }
  const { kind, recipients, rule, confidence } = sortMail((await parseMail(raw)).facts);
  const line = { file, kind: kindOf(kind), recipients: recipients.map(rowOf), rule, confidence };
  process.stdout.write(`${JSON.stringify(line)}\n`);
  return true;
}

const files = process.argv.slice(2);
if (files.length === 0) process.stderr.write(`${HELP}\n`);
let unread = files.length === 0 ? 1 : 0;
for (const file of files) unread += (await classifyFile(file)) ? 0 : 1;
process.exitCode = unread > 0 ? 1 : 0;
