import { expect, test } from 'vitest';
import { parseMail } from '../../activities/mailboxes/parse.ts';
import { sortMail } from '../../workflows/replies/sort.calc.ts';
import { rawOf } from './notice.ts';

const NOTICES = [
  {
    name: 'sendmail',
    subject: 'Returned mail: see transcript for details',
    body: `   ----- The following addresses had permanent fatal errors -----
<ada@customer.example>
    (reason: 550 5.1.1 <ada@customer.example>... User Unknown)
<bob@customer.example>
    (reason: 552 5.2.2 <bob@customer.example>... Mailbox Full)

   ----- Transcript of session follows -----
... while talking to mx.customer.example.:
>>> RCPT To:<ada@customer.example>
<<< 550 5.1.1 <ada@customer.example>... User Unknown
>>> RCPT To:<bob@customer.example>
<<< 552 5.2.2 <bob@customer.example>... Mailbox Full
`,
  },
  {
    name: 'qmail',
    subject: 'failure notice',
    body: `Hi. This is the qmail-send program at mx.example.

<ada@customer.example>:
192.0.2.1 does not like recipient.
Remote host said: 550 5.1.1 no such user
Giving up on 192.0.2.1.

<bob@customer.example>:
user is over quota
`,
  },
  {
    name: 'Exim',
    subject: 'Mail delivery failed: returning message to sender',
    head: 'X-Failed-Recipients: ada@customer.example, bob@customer.example',
    body: `A message that you sent could not be delivered to one or more of its recipients.

  ada@customer.example
    host mx [192.0.2.1]: 550 5.1.1 User unknown
  bob@customer.example
    host mx [192.0.2.1]: 452 4.2.2 mailbox full
`,
  },
  {
    name: 'Exchange',
    subject: 'Undeliverable: Hello',
    body: `Delivery has failed to these recipients or groups:

Ada (ada@customer.example)<mailto:ada@customer.example>
The email address you entered couldn't be found.

Bob (bob@customer.example)<mailto:bob@customer.example>
The recipient's mailbox is full.

Diagnostic information for administrators:

Generating server: mx.customer.example

ada@customer.example
#550 5.1.1 RESOLVER.ADR.RecipNotFound; not found ##

bob@customer.example
#554 5.2.2 mailbox full ##
`,
  },
];

test.each(NOTICES)('$name says of each of two recipients why', async (notice) => {
  const raw = rawOf({ ...notice, from: 'MAILER-DAEMON@mx.example' });
  const { recipients } = sortMail((await parseMail(raw)).facts);
  expect(recipients).toMatchObject([
    { address: 'ada@customer.example', reason: 'userunknown', isHard: true },
    { address: 'bob@customer.example', reason: 'mailboxfull', isHard: false },
  ]);
});
