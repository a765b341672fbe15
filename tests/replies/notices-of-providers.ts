import type { Notice } from './notice.ts';

/** Failures in the words of large providers. */
export const PROVIDER_NOTICES: readonly Notice[] = [
  {
    name: 'aol',
    from: 'MAILER-DAEMON@aol.com',
    subject: 'Returned mail: User unknown',
    body: `   ----- The following addresses had permanent fatal errors -----
<ada@aol.com>

   ----- Transcript of session follows -----
... while talking to air-xn02.mail.aol.com.:
>>> RCPT To:<ada@aol.com>
<<< 550 MAILBOX NOT FOUND
550 <ada@aol.com>... User unknown
`,
    means: 'bounce userunknown H',
  },
  {
    name: 'biglobe',
    from: 'postmaster@biglobe.example',
    subject: 'Returned Mail',
    body: `   ----- The following addresses had delivery problems -----
<ada@inacive.biglobe.example>

   ----- Non-delivered information -----
The number of messages in recipient's mailbox exceeded the local limit.

`,
    means: 'bounce mailboxfull s',
  },
  {
    name: 'gmx',
    from: 'GMX Mailer Daemon <mailer-daemon@gmx.example>',
    subject: 'Mail delivery failed: returning message to sender',
    body: `This message was created automatically by mail delivery software.

A message that you sent could not be delivered to one or more of
its recipients. This is a permanent error. The following address
failed:

"ada@customer.example":
SMTP error from remote server after RCPT command:
host: mx.customer.example
5.1.1 <ada@customer.example>... User Unknown
`,
    means: 'bounce userunknown H',
  },
  {
    name: 'webde',
    from: 'mailer-daemon@web.de',
    subject: 'Mail delivery failed: returning message to sender',
    body: `Diese Nachricht wurde automatisch vom Mailsystem erzeugt.

Ihre Nachricht konnte nicht zugestellt werden. Dies ist ein dauerhafter Fehler.

ada@customer.example:
SMTP error from remote server for RCPT TO command, host: mx.customer.example (192.0.2.1) reason: 550 5.2.1 The email account that you tried to reach is disabled.
`,
    means: 'bounce suspend s',
  },
  {
    name: 'telekom',
    from: '"Mail Delivery System" <mailer-daemon@t-online.de>',
    subject: 'Benachrichtigung zum Uebermittlungsstatus (Fehlgeschlagen)',
    body: `Dies ist eine automatisch generierte Benachrichtigung.

|------------------------- Fehlermeldung / Error message -------------------------|
Die nachfolgend aufgefuehrten Empfaenger konnten nicht erreicht werden:

ada@t-online.de
    SMTP-Fehler: 550-5.1.1 unknown user / Unbekannter Benutzer
`,
    means: 'bounce userunknown H',
  },
  {
    name: 'yandex',
    from: 'mailer-daemon@yandex.ru',
    subject: 'Недоставленное сообщение',
    body: `This is the mail system at host yandex.ru.

<ada@customer.example>: host mx.customer.example[192.0.2.1] said: 550 5.7.1 Message rejected as spam (in reply to end of DATA command)
`,
    means: 'bounce spamdetected s',
  },
  {
    name: 'qq',
    from: 'PostMaster@qq.com',
    subject: '系统退信/The email is returned',
    body: `抱歉，您的邮件被退回来了……
无法发送到 ada@qq.com
退信原因: 收件人邮箱已满
`,
    means: 'bounce mailboxfull s',
  },
  {
    name: 'docomo',
    from: 'mail-daemon@docomo.ne.jp',
    subject: 'Mail System Error - Returned Mail',
    body: `次のあて先へのメッセージはエラーのため送信できませんでした。
ada@docomo.ne.jp
送信先メールアドレスが見つかりませんでした。
`,
    means: 'bounce userunknown H',
  },
  {
    name: 'icloud',
    from: 'MAILER-DAEMON@icloud.com',
    subject: 'Undelivered Mail Returned to Sender',
    body: `<ada@icloud.com>: host mx01.mail.icloud.com[17.0.0.1] said: 550 5.1.1 <ada@icloud.com>: user does not exist (in reply to RCPT TO command)`,
    means: 'bounce userunknown H',
  },
  {
    name: 'gmail new',
    from: 'Mail Delivery Subsystem <mailer-daemon@googlemail.com>',
    subject: 'Delivery Status Notification (Failure)',
    body: `** Address not found **

Your message wasn't delivered to ada@customer.example because the address couldn't be found, or is unable to receive mail.

Learn more here: https://support.google.com/mail/?p=NoSuchUser

The response was:

550 5.1.1 The email account that you tried to reach does not exist. Please try double-checking the recipient's email address for typos or unnecessary spaces. For more information, go to https://support.google.com/mail/?p=NoSuchUser abc - gsmtp
`,
    means: 'bounce userunknown H',
  },
  {
    name: 'gmail full',
    from: 'Mail Delivery Subsystem <mailer-daemon@googlemail.com>',
    subject: 'Delivery Status Notification (Failure)',
    body: `** Recipient inbox full **

Your message couldn't be delivered to ada@gmail.com. Their inbox is full, or it's getting too much mail right now.

The response was:

452 4.2.2 The recipient's inbox is out of storage space. https://support.google.com/mail/?p=OverQuotaTemp abc - gsmtp
`,
    means: 'bounce mailboxfull s',
  },
  {
    name: 'gmail 5.7.26',
    from: 'mailer-daemon@googlemail.com',
    subject: 'Delivery Status Notification (Failure)',
    body: `** Message blocked **

Your message to ada@gmail.com has been blocked. See technical details below for more information.

The response was:

550 5.7.26 This mail has been blocked because the sender is unauthenticated. Gmail requires all senders to authenticate with either SPF or DKIM.
`,
    means: 'bounce authfailure s',
  },
  {
    name: 'libero',
    from: 'MAILER-DAEMON@libero.it',
    subject: 'Undelivered Mail Returned to Sender',
    body: `Il messaggio non puo' essere consegnato ai seguenti destinatari:

<ada@libero.it>: utente sconosciuto / user unknown
`,
    means: 'bounce userunknown H',
  },
  {
    name: 'seznam',
    from: 'MAILER-DAEMON@seznam.cz',
    subject: 'Nedoručitelná zpráva / Undelivered Mail',
    body: `Vaši zprávu se nepodařilo doručit.

<ada@seznam.cz>: host mx1.seznam.cz[77.75.76.42] said: 550 5.1.1 sorry, no mailbox here by that name. (#5.1.1) (in reply to RCPT TO command)
`,
    means: 'bounce userunknown H',
  },
  {
    name: 'naver',
    from: 'postmaster@naver.com',
    subject: '[메일발송실패안내] Hello',
    body: `메일 전송 실패
받는 사람 : ada@naver.com
실패 사유 : 존재하지 않는 사용자 계정입니다. 550 5.1.1 No such user
`,
    means: 'bounce userunknown H',
  },
  {
    name: 'aliyun',
    from: 'postmaster@aliyun.com',
    subject: '=?utf-8?B?6YCA5L+h?=',
    body: `您的邮件未能成功投递给以下收件人：
ada@aliyun.com
退信原因：邮箱已满，552 mailbox full
`,
    means: 'bounce mailboxfull s',
  },
  {
    name: 'zoho new',
    from: 'mailer-daemon@mail.zoho.com',
    subject: 'Undelivered Mail Returned to Sender',
    body: `This message was created automatically by mail delivery software.
 A message that you sent could not be delivered to one or more of its recipients. This is a permanent error. 

ada@customer.example, ERROR CODE :550 - 5.1.1 <ada@customer.example> User unknown
`,
    means: 'bounce userunknown H',
  },
  {
    name: 'ovh fr',
    from: 'MAILER-DAEMON@ovh.example',
    subject: 'failure notice',
    body: `Bonjour. Ici le programme qmail-send de mx.ovh.example.
Je n'ai pas pu délivrer votre message aux adresses suivantes.

<ada@free.example>:
192.0.2.1 n'accepte pas le destinataire.
Remote host said: 550 5.2.1 Mailbox disabled
`,
    means: 'bounce suspend s',
  },
  {
    name: 'orange',
    from: 'Mail Delivery System <MAILER-DAEMON@orange.example>',
    subject: 'Undelivered Mail Returned to Sender',
    body: `<ada@wanadoo.fr>: host smtp-in.orange.fr[80.12.242.9] said: 552 5.2.2 Boite du destinataire pleine. Recipient overquota. OFR_417 [417] (in reply to RCPT TO command)`,
    means: 'bounce mailboxfull s',
  },
  {
    name: 'gmail es',
    from: 'Mail Delivery Subsystem <mailer-daemon@googlemail.com>',
    subject: 'Delivery Status Notification (Failure)',
    body: `** No se ha encontrado la dirección **

Tu mensaje no se ha entregado a ada@customer.example porque no se ha encontrado la dirección.

Esta es la respuesta:

550 5.1.1 unknown user
`,
    means: 'bounce userunknown H',
  },
  {
    name: 'yahoo now',
    from: 'MAILER-DAEMON@yahoo.com',
    subject: 'Failure Notice',
    body: `Sorry, we were unable to deliver your message to the following address.

<ada@customer.example>:
554: 5.7.1 <ada@customer.example>: Relay access denied

--- Below this line is a copy of the message.
`,
    means: 'bounce norelaying s',
  },
  {
    name: 'yahoo 550 5.1.1',
    from: 'MAILER-DAEMON@yahoo.com',
    subject: 'Failure Notice',
    body: `Sorry, we were unable to deliver your message to the following address.

<ada@customer.example>:
550: 5.1.1 <ada@customer.example>: Recipient address rejected: User unknown in relay recipient table
`,
    means: 'bounce userunknown H',
  },
];
