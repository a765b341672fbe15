import { type Notice, RETURNED } from './notice.ts';

/** Failures in the words of mail servers of offices. */
export const OFFICE_NOTICES: readonly Notice[] = [
  {
    name: 'exchange2003',
    from: 'System Administrator <postmaster@ex.example.net>',
    subject: 'Undeliverable: Hello',
    body: `Your message

  To:      Ada
  Subject: Hello
  Sent:    Thu, 29 Apr 2021 10:00:00 +0900

did not reach the following recipient(s):

ada@customer.example on Thu, 29 Apr 2021 10:00:01 +0900
    The recipient name is not recognized
	The MTS-ID of the original message is: c=jp;a= ;p=example
    MSEXCH:IMS:EXAMPLE:EXAMPLE:EXAMPLE 0 (000C05A6) Unknown Recipient

`,
    means: 'bounce userunknown H',
  },
  {
    name: 'exchange2007',
    from: 'Microsoft Exchange <MicrosoftExchange@example.net>',
    subject: 'Undeliverable: Hello',
    head: 'Return-Path: <>\nContent-Language: en-US',
    body: `Delivery has failed to these recipients or distribution lists:

ada@customer.example
The recipient's e-mail address was not found in the recipient's e-mail system. Microsoft Exchange will not try to redeliver this message for you. Please check the e-mail address and try resending this message, or provide the following diagnostic text to your system administrator.

Diagnostic information for administrators:

Generating server: ex.example.net

ada@customer.example
#550 5.1.1 RESOLVER.ADR.RecipNotFound; not found ##

Original message headers:
${RETURNED}`,
    means: 'bounce userunknown H',
  },
  {
    name: 'exchange quota',
    from: 'postmaster@ex.example.net',
    subject: 'Undeliverable: Hello',
    body: `ada@customer.example
The recipient's mailbox is full and can't accept messages now. Please try resending your message later, or contact the recipient directly.

Diagnostic information for administrators:

Generating server: ex.example.net

ada@customer.example
#554 5.2.2 mailbox full ##
`,
    means: 'bounce mailboxfull s',
  },
  {
    name: 'mdaemon',
    from: 'MDAEMON@mx.example.net',
    subject: 'Permanent Delivery Failure',
    body: `The following data may contain sections which represent BASE64 encoded
file attachments. These sections will be unreadable without MIME aware
tools. Seek your system administrator if you need help extracting any
files which may be embedded within this message.

The attached message had PERMANENT fatal delivery errors!

After one or more unsuccessful delivery attempts the attached message has
been removed from the mail queue on this server.  The number and frequency
of delivery attempts are determined by local configuration parameters.

YOUR MESSAGE WAS NOT DELIVERED TO ANY OF IT'S RECIPIENTS!

--- Session Transcript ---
 Thu 2021-04-29 10:00:00: Attempting SMTP connection to [mx.customer.example]
 Thu 2021-04-29 10:00:00: --> RCPT To:<ada@customer.example>
 Thu 2021-04-29 10:00:00: <-- 550 <ada@customer.example> No such user here
 Thu 2021-04-29 10:00:00: --> QUIT
--- End Transcript ---
`,
    means: 'bounce userunknown H',
  },
  {
    name: 'groupwise',
    from: 'postmaster@gw.example',
    subject: 'Message status - undeliverable',
    body: `The attached file had the following undeliverable recipient(s):
ada@customer.example

Session Transcript:
gw.example --> RCPT TO:<ada@customer.example>
gw.example <-- 550 Invalid recipient: <ada@customer.example>
`,
    means: 'bounce userunknown H',
  },
  {
    name: 'groupwise2',
    from: 'Mailer-Daemon@gw.example',
    subject: 'Message status - undeliverable',
    body: `The message that you sent was undeliverable to the following:
	ada@customer.example (user not found)
`,
    means: 'bounce userunknown H',
  },
  {
    name: 'o365 5.7.1 banned',
    from: 'postmaster@outlook.com',
    subject: 'Undeliverable: Hello',
    body: `ada@hotmail.com
Your message wasn't delivered.

Remote Server returned '550 5.7.1 Unfortunately, messages from [192.0.2.1] weren't sent. Please contact your Internet service provider since part of their network is on our block list (S3150). You can also refer your provider to http://mail.live.com/mail/troubleshooting.aspx#errors.'
`,
    means: 'bounce blocked s',
  },
  {
    name: 'o365 5.4.14',
    from: 'postmaster@outlook.com',
    subject: 'Undeliverable: Hello',
    body: `ada@customer.example
A problem occurred during the delivery of this message. 
Remote Server returned '554 5.4.14 Hop count exceeded - possible mail loop ATTR34'
`,
    means: 'bounce networkerror s',
  },
  {
    name: 'kerio',
    from: 'MAILER-DAEMON@kerio.example',
    subject: 'Delivery Status Notification (Failure)',
    body: `Your message could not be delivered to the following recipients:

<ada@customer.example>; (550 5.1.1 User unknown)
`,
    means: 'bounce userunknown H',
  },
  {
    name: 'hmail',
    from: 'mailer-daemon@hmail.example',
    subject: 'Message undeliverable: Hello',
    body: `Your message did not reach some or all of the intended recipients.

   Sent: Thu, 29 Apr 2021 10:00:00 +0000
   Subject: Hello

The following recipient(s) could not be reached:

ada@customer.example
   Error Type: SMTP
   Remote server (192.0.2.1) issued an error.
   hMailServer sent: RCPT TO:<ada@customer.example>
   Remote server replied: 550 5.1.1 The email account that you tried to reach does not exist.

hMailServer
`,
    means: 'bounce userunknown H',
  },
  {
    name: 'icewarp',
    from: 'MAILER-DAEMON@icewarp.example',
    subject: 'Message Undeliverable [abc]',
    body: `Unfortunately we were unable to deliver your message.

Recipient: <ada@customer.example>
Reason: 5.2.2 Mailbox full
`,
    means: 'bounce mailboxfull s',
  },
  {
    name: 'communigate',
    from: '<MAILER-DAEMON@cgp.example>',
    subject: 'Undeliverable mail: Hello',
    body: `Failed to deliver to 'ada@customer.example'
SMTP module(domain customer.example) reports:
 host mx.customer.example says:
 550 5.1.1 ada@customer.example unknown user account
`,
    means: 'bounce userunknown H',
  },
  {
    name: 'axigen',
    from: 'mailer-daemon@axigen.example',
    subject: 'Delivery Failure',
    body: `Your message could not be delivered to some of its recipients.

--- Recipients ---
<ada@customer.example>:
   Remote server said: 554 5.7.1 Spam message rejected
`,
    means: 'bounce spamdetected s',
  },
  {
    name: 'mercury',
    from: 'Electronic Postmaster <postmaster@mercury.example>',
    subject: 'Postmaster notify: see transcript for details',
    body: `An attempt to deliver the following message has failed.

The following addresses failed:
<ada@customer.example>
   553 We do not relay non-local mail, sorry.
`,
    means: 'bounce norelaying s',
  },
  {
    name: 'o365 german',
    from: 'Microsoft Outlook <postmaster@outlook.com>',
    subject: 'Unzustellbar: Hallo',
    body: `Ihre Nachricht an ada@customer.example konnte nicht zugestellt werden.

ada wurde nicht gefunden unter customer.example.

Remote Server returned '550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient not found by SMTP address lookup'
`,
    means: 'bounce userunknown H',
  },
  {
    name: 'o365 french',
    from: 'Microsoft Outlook <postmaster@outlook.com>',
    subject: 'Non remis : Bonjour',
    body: `Votre message adressé à ada@customer.example n’a pas pu être remis.

Informations de diagnostic pour les administrateurs :
ada@customer.example
Remote Server returned '554 5.2.2 mailbox full; STOREDRV.Deliver.Exception:QuotaExceededException'
`,
    means: 'bounce mailboxfull s',
  },
  {
    name: 'surgemail',
    from: 'SurgeMail Postmaster <postmaster@surge.example>',
    subject: 'Returned mail: Message for ada@customer.example not delivered',
    body: `Your message could not be delivered to the following recipients:
ada@customer.example
Because: Unable to resolve domain customer.example
`,
    means: 'bounce hostunknown H',
  },
  {
    name: 'notes router',
    from: 'Postmaster@notes.example',
    subject: 'DELIVERY FAILURE: 550 Mailbox quota exceeded',
    body: `Your message

  Subject: Hello

was not delivered to:

  ada@customer.example

because:

  Mailbox quota exceeded
`,
    means: 'bounce mailboxfull s',
  },
  {
    name: 'lotus de',
    from: 'Postmaster@notes.example',
    subject: 'ZUSTELLFEHLER: User ada (ada@customer.example) not listed in Domino Directory',
    body: `Ihre Nachricht

  Betreff: Hallo

wurde nicht zugestellt an:

  ada@customer.example

wegen:

  User ada (ada@customer.example) not listed in Domino Directory
`,
    means: 'bounce userunknown H',
  },
];
