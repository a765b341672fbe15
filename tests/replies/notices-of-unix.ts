import { type Notice, RETURNED } from './notice.ts';

/** Failures in the words of mail servers of Unix, from qmail to Courier. */
export const UNIX_NOTICES: readonly Notice[] = [
  {
    name: 'qmail unknown',
    from: 'MAILER-DAEMON@mx.example.net',
    subject: 'failure notice',
    head: 'Return-Path: <>',
    body: `Hi. This is the qmail-send program at mx.example.net.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<ada@customer.example>:
192.0.2.1 does not like recipient.
Remote host said: 550 5.1.1 <ada@customer.example>: Recipient address rejected: User unknown in virtual mailbox table
Giving up on 192.0.2.1.

--- Below this line is a copy of the message.

Return-Path: <robin@acme.example>
${RETURNED}`,
    means: 'bounce userunknown H',
  },
  {
    name: 'qmail local',
    from: 'MAILER-DAEMON@mx.example.net',
    subject: 'failure notice',
    body: `Hi. This is the qmail-send program at mx.example.net.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<ada@customer.example>:
Sorry, no mailbox here by that name. (#5.1.1)

--- Below this line is a copy of the message.
${RETURNED}`,
    means: 'bounce userunknown H',
  },
  {
    name: 'qmail host',
    from: 'MAILER-DAEMON@mx.example.net',
    subject: 'failure notice',
    body: `Hi. This is the qmail-send program at mx.example.net.
I'm afraid I wasn't able to deliver your message to the following addresses.

<ada@nowhere.example>:
Sorry, I couldn't find any host named nowhere.example. (#5.1.2)

--- Below this line is a copy of the message.
${RETURNED}`,
    means: 'bounce hostunknown H',
  },
  {
    name: 'qmail quota',
    from: 'MAILER-DAEMON@mx.example.net',
    subject: 'failure notice',
    body: `Hi. This is the qmail-send program at mx.example.net.

<ada@customer.example>:
user is over quota

--- Below this line is a copy of the message.
${RETURNED}`,
    means: 'bounce mailboxfull s',
  },
  {
    name: 'qmail rcpthosts',
    from: 'MAILER-DAEMON@mx.example.net',
    subject: 'failure notice',
    body: `Hi. This is the qmail-send program at mx.example.net.

<ada@customer.example>:
192.0.2.9 does not like recipient.
Remote host said: 553 sorry, that domain isn't in my list of allowed rcpthosts (#5.7.1)
Giving up on 192.0.2.9.

--- Below this line is a copy of the message.
${RETURNED}`,
    means: 'bounce norelaying s',
  },
  {
    name: 'sendmail8',
    from: 'MAILER-DAEMON@mail.example.net',
    subject: 'Returned mail: see transcript for details',
    body: `The original message was received at Thu, 29 Apr 2021 23:34:45 +0900
from localhost [127.0.0.1]

   ----- The following addresses had permanent fatal errors -----
<ada@customer.example>
    (reason: 550 5.1.1 <ada@customer.example>... User unknown)

   ----- Transcript of session follows -----
... while talking to mx.customer.example.:
>>> DATA
<<< 550 5.1.1 <ada@customer.example>... User unknown
550 5.1.1 <ada@customer.example>... User unknown
<<< 503 5.0.0 Need RCPT (recipient)

   ----- Message header follows -----
${RETURNED}`,
    means: 'bounce userunknown H',
  },
  {
    name: 'sendmail8 full',
    from: 'MAILER-DAEMON@mail.example.net',
    subject: 'Returned mail: Service unavailable',
    body: `   ----- The following addresses had permanent fatal errors -----
<ada@customer.example>
    (reason: 552 <ada@customer.example>... Mailbox is full / Blocks limit exceeded / Inode limit exceeded)

   ----- Transcript of session follows -----
... while talking to mx.customer.example.:
>>> DATA
<<< 552 Mailbox is full
554 5.0.0 Service unavailable
${RETURNED}`,
    means: 'bounce mailboxfull s',
  },
  {
    name: 'courier',
    from: '"Courier mail server at mx.example.net" <@>',
    head: 'Return-Path: <>',
    subject: 'NOTICE: mail delivery status.',
    body: `This is a delivery status notification from mx.example.net,
running the Courier mail server, version 0.65.

The original message was received on Thu, 29 Apr 2021 10:00:00 +0900
from localhost

---------------------------------------------------------------------------

                           UNDELIVERABLE MAIL

Your message to the following recipients cannot be delivered:

<ada@customer.example>:
     mx.customer.example [192.0.2.1]:
>>> RCPT TO:<ada@customer.example>
<<< 550 5.1.1 <ada@customer.example>... User Unknown

---------------------------------------------------------------------------

If your message was also sent to additional recipients, their delivery
status is not included in this report.
`,
    means: 'bounce userunknown H',
  },
];
