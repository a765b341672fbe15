import type { Notice } from './notice.ts';

/** Failures in the words of Postfix, Exim and what is built on them. */
export const POSTFIX_AND_EXIM_NOTICES: readonly Notice[] = [
  {
    name: 'james',
    from: 'postmaster@james.example.net',
    subject: '[BOUNCE]',
    body: `Hi. This is the James mail server at james.example.net.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.  Below
I include the list of recipients and the reason why I was unable to deliver
your message.

Failed recipient(s):
ada@customer.example

Error message:
550 5.1.1 <ada@customer.example>... User Unknown


Message details:
  Subject: Nyaaan
  Sent date: Thu Apr 29 01:20:50 JST 2015
  MAIL FROM: robin@acme.example
  RCPT TO: ada@customer.example
  From: Robin <robin@acme.example>
  To: ada@customer.example
  Size (in bytes): 1024
`,
    means: 'bounce userunknown H',
  },
  {
    name: 'zimbra quota',
    from: 'MAILER-DAEMON@zimbra.example.net',
    subject: 'Undelivered Mail Returned to Sender',
    body: `This is the mail system at host zimbra.example.net.

<ada@customer.example>: host mail.customer.example[192.0.2.1] said: 452 4.2.2 Over
    quota (in reply to end of DATA command)
`,
    means: 'bounce mailboxfull s',
  },
  {
    name: 'exim local quota',
    from: 'Mail Delivery System <Mailer-Daemon@mx.example>',
    head: 'X-Failed-Recipients: ada@customer.example\nAuto-Submitted: auto-replied',
    subject: 'Mail delivery failed: returning message to sender',
    body: `This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of its
recipients. This is a permanent error. The following address(es) failed:

  ada@customer.example
    LMTP error from remote mail server after end of data: 552 5.2.2 <ada@customer.example> Quota exceeded (mailbox for user is full)
`,
    means: 'bounce mailboxfull s',
  },
  {
    name: 'cpanel no such',
    from: 'Mail Delivery System <Mailer-Daemon@mx.example>',
    head: 'X-Failed-Recipients: ada@customer.example',
    subject: 'Mail delivery failed: returning message to sender',
    body: `A message that you sent could not be delivered to one or more of its
recipients. This is a permanent error. The following address(es) failed:

  ada@customer.example
    No Such User Here
`,
    means: 'bounce userunknown H',
  },
  {
    name: 'exim all hosts',
    from: 'Mail Delivery System <Mailer-Daemon@mx.example>',
    head: 'X-Failed-Recipients: ada@customer.example',
    subject: 'Mail delivery failed: returning message to sender',
    body: `The following address(es) failed:

  ada@customer.example
    all relevant MX records point to non-existent hosts
`,
    means: 'bounce hostunknown H',
  },
  {
    name: 'postfix conn refused',
    from: 'MAILER-DAEMON@mx.example',
    subject: 'Undelivered Mail Returned to Sender',
    body: `<ada@customer.example>: connect to mx.customer.example[192.0.2.1]:25: Connection refused`,
    means: 'bounce networkerror s',
  },
  {
    name: 'postfix null mx',
    from: 'MAILER-DAEMON@mx.example',
    subject: 'Undelivered Mail Returned to Sender',
    body: `<ada@customer.example>: Domain customer.example does not accept mail (nullMX)`,
    means: 'bounce notaccept H',
  },
  {
    name: 'dovecot mdn',
    from: 'Mail Delivery Subsystem <postmaster@imap.example>',
    subject: 'Rejected: Hello',
    head: 'Auto-Submitted: auto-replied (rejected)',
    body: `Your message to <ada@customer.example> was automatically rejected:
Quota exceeded (mailbox for user is full)
`,
    means: 'bounce mailboxfull s',
  },
  {
    name: 'multi postfix',
    from: 'MAILER-DAEMON@mx.example',
    subject: 'Undelivered Mail Returned to Sender',
    body: `<ada@customer.example>: host mx[192.0.2.1] said: 550 5.1.1 User unknown (in reply to RCPT TO command)`,
    means: 'bounce userunknown H',
  },
];
