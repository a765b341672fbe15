import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseMail } from '../../activities/mailboxes/parse.ts';
import { understand } from '../../activities/mailboxes/understand.ts';
import { rawOf } from './notice.ts';
import { NOTICES } from './notices.ts';

const MAILS = NOTICES.map(rawOf);
const KINDS = ['human', 'auto_reply', 'bounce', 'complaint', 'delivered', 'unknown'];
const kindOf = async (raw: Uint8Array) =>
  understand(await parseMail(raw), { ownAddress: 'robin@acme.example', receivedAt: Date.UTC(2026, 10, 21) }).kind;

const aMail = fc.integer({ min: 0, max: MAILS.length - 1 }).map((index) => MAILS[index] ?? Buffer.alloc(0));

/** A mail of which bytes were changed. */
const tampered = fc
  .tuple(aMail, fc.array(fc.tuple(fc.double({ min: 0, max: 0.999, noNaN: true }), fc.nat(255)), { maxLength: 60 }))
  .map(([raw, changes]) => {
    const changed = Buffer.from(raw);
    changes.map(([place, byte]) =>
      changed.fill(byte, Math.floor(place * raw.length), Math.floor(place * raw.length) + 1),
    );
    return changed;
  });
const truncated = fc
  .tuple(aMail, fc.double({ min: 0, max: 1, noNaN: true }))
  .map(([raw, share]) => raw.subarray(0, Math.floor(share * raw.length)));
const swapped = fc
  .tuple(aMail, aMail, fc.double({ min: 0, max: 1, noNaN: true }))
  .map(([a, b, share]) => Buffer.concat([a.subarray(Math.floor(share * a.length)), b]));
/** Pieces of which mails and reports are made, in any order. */
const madeUp = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        'From: a@b.example\n',
        'Content-Type: multipart/report; report-type=delivery-status; boundary=x\n',
        'Content-Type: message/delivery-status\n',
        'Content-Type: message/rfc822\n',
        'Content-Transfer-Encoding: base64\n',
        'Auto-Submitted: auto-replied\n',
        '\n',
        '\r',
        '--x\n',
        '--x--\n',
        'Final-Recipient: rfc822;\n',
        'Diagnostic-Code: smtp; 550 5.1.1\n',
        'constructor: x\n',
        '__proto__: x\n',
        '{"notificationType":"Bounce","bounce":{"bouncedRecipients":[null,1,{}]}}',
        'back on 99 May until 31/31/2026\n',
      ),
      fc.string({ maxLength: 50 }),
    ),
    { maxLength: 40 },
  )
  .map((pieces) => Buffer.from(pieces.join('')));

test.each([
  { what: 'random bytes', mails: fc.uint8Array({ maxLength: 3_000 }) },
  { what: 'a tampered mail', mails: tampered },
  { what: 'a mail that breaks off', mails: truncated },
  { what: 'two mails run into one', mails: swapped },
  { what: 'made-up pieces', mails: madeUp },
])('$what never throws', async ({ mails }) => {
  await fc.assert(
    fc.asyncProperty<[Uint8Array]>(mails, async (raw) => {
      expect(KINDS).toContain(await kindOf(raw));
    }),
    { numRuns: 150 },
  );
});

test('a mail means the same with each end of line', async () => {
  const kinds = async (end: string) =>
    Promise.all(MAILS.map((raw) => kindOf(Buffer.from(raw.toString('latin1').replaceAll('\n', end), 'latin1'))));
  const asWritten = await kinds('\n');
  expect(await kinds('\r\n')).toEqual(asWritten);
  expect(await kinds('\r')).toEqual(asWritten);
});
