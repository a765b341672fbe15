import { expect, test } from 'vitest';
import { parseMail } from '../../activities/mailboxes/parse.ts';
import { sortMail } from '../../workflows/replies/sort.calc.ts';
import { type Notice, rawOf } from './notice.ts';
import { NOTICES } from './notices.ts';
import { OTHER_MAILS } from './other-mails.ts';

const OURS = 'robin@acme.example';
const sorted = async (notice: Notice) => sortMail((await parseMail(rawOf(notice))).facts, OURS);

test.each(NOTICES)('$name: $means', async (notice) => {
  const { kind, recipients } = await sorted(notice);
  const rows = recipients.map(({ reason, isHard }) => `${kind} ${reason} ${isHard ? 'H' : 's'}`);
  expect(rows).toEqual([notice.means]);
});

test.each(OTHER_MAILS)('$name is $means', async (notice) => {
  expect((await sorted(notice)).kind).toBe(notice.means);
});
