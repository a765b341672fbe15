import { describe, expect, test } from 'vitest';
import { judgeRefusal } from '../../activities/clients/smtp/fault.ts';

const judge = (answer: string, command = 'RCPT TO') =>
  judgeRefusal({ command, responseCode: Number(answer.slice(0, 3)), answer });

describe('what is the fault of the domain', () => {
  test.each([
    '550 5.7.515 Access denied, sending domain acme.example does not meet the required authentication level',
    '550-5.7.26 Your email has been blocked because the sender is unauthenticated. Gmail requires SPF or DKIM',
    '550 5.7.25 The IP address sending this message does not have a PTR record setup',
    '550 5.7.509 Access denied, sending domain does not pass DMARC verification',
    '550 5.1.8 <robin@acme.example>: Sender address rejected: Domain not found',
    '550 SPF check failed: 192.0.2.1 is not allowed to send mail from acme.example',
    '554 Message rejected: DKIM signature did not verify',
    '550 5.7.1 Your domain acme.example is blocked by our policy',
    '554 5.7.1 Rejected because of the poor reputation of your domain',
  ])('%s', (answer) => expect(judge(answer)).toMatchObject({ fault: 'sender', scope: 'domain' }));
});

describe('what is the fault of the mailbox', () => {
  test.each([
    '550 5.7.1 Service unavailable; client host [192.0.2.1] blocked using zen.spamhaus.org',
    '554 Your IP address is listed at a block list',
    '530 5.7.0 Authentication required',
    '550 5.7.60 SMTP; Client does not have permissions to send as this sender',
    '554 5.2.0 STOREDRV.Submission.Exception:SendAsDeniedException.MapiExceptionSendAsDenied',
    '554 5.7.1 <ada@customer.example>: Relay access denied',
    '553 5.7.1 <ben@acme.example>: Sender address rejected: not owned by user robin',
    '421 4.7.0 [TSS04] Messages from 192.0.2.1 temporarily deferred due to user complaints',
    '421 4.3.2 Service shutting down',
  ])('%s', (answer) => expect(judge(answer)).toMatchObject({ fault: 'sender', scope: 'mailbox' }));

  test.each(['MAIL FROM', 'EHLO', 'CONN'])('a refusal before the recipient is named: %s', (command) =>
    expect(judge('550 No', command)).toMatchObject({ fault: 'sender', scope: 'mailbox' }),
  );
});

test.each([
  '550 5.4.5 Daily user sending limit exceeded',
  '550-5.4.5 Daily SMTP relay limit exceeded for customer',
  '454 4.7.0 Too many login attempts, please try again later',
  '421-4.7.28 Gmail has detected an unusual rate of unsolicited mail originating from your IP address',
  '550 5.7.28 Gmail has detected an unusual rate of unsolicited mail',
  '451 4.7.500 Server busy: rate limit reached',
  '452 4.3.1 You have sent too many messages in a short time',
  '550 You have reached your hourly limit',
])('a limit of the sender passes, whatever its number says: %s', (answer) =>
  expect(judge(answer)).toMatchObject({ fault: 'sender', scope: 'mailbox', isPermanent: false }),
);

describe('what is the fault of the recipient never pauses a mailbox', () => {
  test.each([
    '550 5.1.1 <ada@customer.example>: Recipient address rejected: User unknown in virtual mailbox table',
    '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup',
    '550 No such user here',
    '550 5.7.1 <ada@customer.example>: user unknown',
    '550 5.4.1 Recipient address rejected: Access denied. AS(201806281)',
    '552 5.2.2 Mailbox is over quota',
    '552 Requested mail action aborted: mailbox quota exceeded',
    '452 4.2.2 The email account that you tried to reach is over quota',
    '450 4.2.1 The user you are trying to contact is receiving mail at a rate that prevents additional messages',
    '550 5.2.1 The email account that you tried to reach is disabled',
    '550 5.7.133 RESOLVER.RST.SenderNotAuthenticatedForGroup; authentication required; Delivery restriction check failed',
    '451 4.7.1 Greylisting in action, please come back later',
    '450 4.7.1 <ada@customer.example>: Recipient address rejected: Greylisted',
    '452 4.5.3 Too many recipients',
  ])('%s', (answer) => expect(judge(answer).fault).toBe('recipient'));
});

test.each([
  ['552 5.3.4 Message size exceeds fixed limit', 'MAIL FROM'],
  ['552 Message too big', 'MAIL FROM'],
  ['554 5.6.0 Cannot accept this', 'DATA'],
  ['550 5.7.1 message content rejected', 'DATA'],
  ['554 5.7.1 This message was classified as spam', 'DATA'],
  ['550 5.7.1 Attachment of this type is not accepted', 'DATA'],
  ['554 Transaction failed', 'DATA'],
])('what is the fault of the mail: %s', (answer, command) => expect(judge(answer, command).fault).toBe('content'));

test.each([
  ['451 4.7.1 Greylisted, please try again in 300 seconds', 300_000],
  ['450 4.7.1 Greylisted, try again in 00:04:59', 299_000],
  ['421 4.7.0 Try again later, wait 5 min', 300_000],
  ['450 4.7.1 Please retry after 2 hours', 7_200_000],
  ['451 4.7.1 Please try again later', undefined],
  ['450 4.2.1 Busy since 12:30:15', undefined],
])('how long to leave the server alone: %s', (answer, retryAfterMs) =>
  expect(judge(answer).retryAfterMs).toBe(retryAfterMs),
);

test('a refusal without an enhanced status is named by its three digits', () =>
  expect(judge('550 No such user here')).toEqual({ fault: 'recipient', isPermanent: true, code: '550' }));
