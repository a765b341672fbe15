import type { Notice } from './notice.ts';

/** Failures in the words of gateways and filters. */
export const GATEWAY_NOTICES: readonly Notice[] = [
  {
    name: 'interscan',
    from: '"InterScan MSS" <postmaster@trend.example.net>',
    subject: 'Mail could not be delivered',
    body: `****** Message from InterScan Messaging Security Suite ******

Sent <<< RCPT TO:<ada@customer.example>
Received >>> 550 5.1.1 <ada@customer.example>... user unknown


Unable to deliver message to <ada@customer.example>

************************     End of message     **********************
`,
    means: 'bounce userunknown H',
  },
  {
    name: 'iron',
    from: 'MAILER-DAEMON@ironport.example',
    subject: 'Delivery Status Notification (Failure)',
    body: `The following message to <ada@customer.example> was undeliverable.
The reason for the problem:
5.1.0 - Unknown address error 550-'5.1.1 <ada@customer.example>: Recipient address rejected: User unknown in relay recipient table'
`,
    means: 'bounce userunknown H',
  },
  {
    name: 'iron dns',
    from: 'MAILER-DAEMON@ironport.example',
    subject: 'Delivery Status Notification (Failure)',
    body: `The following message to <ada@nowhere.example> was undeliverable.
The reason for the problem:
5.1.2 - Bad destination host 'DNS Hard Error looking up nowhere.example (MX):  NXDomain'
`,
    means: 'bounce hostunknown H',
  },
  {
    name: 'amavis virus',
    from: '"Content-filter at mx" <virusalert@mx.example>',
    head: 'Return-Path: <>',
    subject: 'VIRUS (Eicar-Test-Signature) in mail FROM YOU',
    body: `VIRUS ALERT

Our content checker found
    virus: Eicar-Test-Signature
in your email to the following recipient:
-> ada@customer.example

Delivery of the email was stopped!
`,
    means: 'bounce virusdetected s',
  },
  {
    name: 'sophos',
    from: 'postmaster@sophos.example',
    subject: 'Undelivered Mail Returned to Sender',
    body: `<ada@customer.example>: host mx.customer.example[192.0.2.1] said: 550 5.7.0 Service unavailable; Client host [192.0.2.5] blocked by RBL; b.barracudacentral.org (in reply to RCPT TO command)`,
    means: 'bounce blocked s',
  },
  {
    name: 'proofpoint',
    from: 'MAILER-DAEMON@pphosted.example',
    subject: 'Undeliverable Mail',
    body: `The following message could not be delivered:
<ada@customer.example>: 550 5.7.0 Local Policy Violation - ada@customer.example
`,
    means: 'bounce policyviolation s',
  },
  {
    name: 'x6',
    from: 'Mail Delivery <Postmaster@x.example>',
    subject: 'There was an error sending your mail',
    body: `We had trouble delivering your message. Full details follow:

Subject: 'Hello'
Date: 'Thu, 29 Apr 2021 10:00:00 +0900'

1 error(s):

SMTP Server <mta2.example.jp> rejected recipient <ada@customer.example> (Error following RCPT command). It responded as follows: [550 5.1.1 <ada@customer.example>... User Unknown]

A copy of the original message follows.
`,
    means: 'bounce userunknown H',
  },
  {
    name: 'mailmarshal',
    from: 'postmaster@mm.example',
    subject: 'Undeliverable: Hello',
    body: `Your message:
   From:    robin@acme.example
   Subject: Hello

Could not be delivered because of

550 5.1.1 User unknown

The following recipients were affected: 
    ada@customer.example

Additional Information
`,
    means: 'bounce userunknown H',
  },
];
