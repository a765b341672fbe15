import type { Notice } from './notice.ts';

/** What is no failure of a delivery, though some of it looks like one. */
export const OTHER_MAILS: readonly Notice[] = [
  {
    name: 'office gone person',
    from: 'Ada <ada@customer.example>',
    subject: 'Automatic reply: Hello',
    head: 'Auto-Submitted: auto-replied\nReturn-Path: <>',
    body: `Ada no longer works here. Please contact info@customer.example.`,
    means: 'auto_reply',
  },
  {
    name: 'ooo with bounce words',
    from: 'Ada <ada@customer.example>',
    subject: 'Automatic reply: Hello',
    head: 'X-Auto-Response-Suppress: All\nAuto-Submitted: auto-generated',
    body: `I am out of office. Your message could not be delivered to me in time; my mailbox is full.`,
    means: 'auto_reply',
  },
  {
    name: 'human about bounce',
    from: 'Ada <ada@customer.example>',
    subject: 'Re: Hello',
    head: 'In-Reply-To: <orig@acme.example>',
    body: `Your mail to bob@customer.example could not be delivered, user unknown. Use b.smith@customer.example instead.`,
    means: 'human',
  },
  {
    name: 'human fwd bounce',
    from: 'Ada <ada@customer.example>',
    subject: 'Fwd: Undeliverable: Hello',
    body: `See below\n\n550 5.1.1 user unknown ada@x.example`,
    means: 'human',
  },
  {
    name: 'human undeliverable subject',
    from: 'Ada <ada@customer.example>',
    subject: 'Undeliverable goods',
    body: `Hi, we have a problem with the delivery of the goods.`,
    means: 'human',
  },
  {
    name: 'relayed notice',
    from: 'MAILER-DAEMON@mx.example',
    subject: 'Successful Mail Delivery Report',
    body: `This is the mail system at host mx.example.

Your message was successfully delivered to the destination(s)
listed below.

<ada@customer.example>: delivery via mx[192.0.2.1]:25: 250 2.0.0 OK`,
    means: 'delivered',
  },
  {
    name: 'sendmail warning',
    from: 'MAILER-DAEMON@mx.example',
    subject: 'Warning: could not send message for past 4 hours',
    body: `    **********************************************
    **      THIS IS A WARNING MESSAGE ONLY      **
    **  YOU DO NOT NEED TO RESEND YOUR MESSAGE  **
    **********************************************

The original message was received at Thu, 29 Apr 2021 10:00:00 +0900

   ----- Transcript of session follows -----
<ada@customer.example>... Deferred: Connection timed out with mx.customer.example.
Warning: message still undelivered after 4 hours
Will keep trying until message is 5 days old
`,
    means: 'bounce',
  },
  {
    name: 'challenge',
    from: 'ada@customer.example',
    subject: 'Re: Hello',
    head: 'Auto-Submitted: auto-replied\nIn-Reply-To: <orig@acme.example>',
    body: `I use BoxTrapper. Please confirm your message by replying.`,
    means: 'auto_reply',
  },
  {
    name: 'ticket',
    from: 'support@customer.example',
    subject: '[#123] Hello',
    head: 'Auto-Submitted: auto-generated\nIn-Reply-To: <orig@acme.example>',
    body: `We have received your request.`,
    means: 'auto_reply',
  },
  {
    name: 'dmarc agg',
    from: 'noreply-dmarc-support@google.com',
    subject: 'Report domain: acme.example Submitter: google.com Report-ID: 1',
    body: 'x',
    means: 'unknown',
  },
  {
    name: 'unmonitored',
    from: 'noreply@customer.example',
    subject: 'Automatic reply: Hello',
    head: 'X-Auto-Response-Suppress: All\nReturn-Path: <>',
    body: `This mailbox is not monitored. Please use our form.`,
    means: 'auto_reply',
  },
  {
    name: 'left company german',
    from: 'Ada <ada@customer.example>',
    subject: 'Automatische Antwort: Hallo',
    head: 'Return-Path: <>',
    body: `Ada Beispiel ist nicht mehr im Unternehmen tätig. Bitte wenden Sie sich an info@customer.example.`,
    means: 'auto_reply',
  },
  {
    name: 'lotus ooo',
    from: 'Ada <ada@customer.example>',
    subject: 'Ada Beispiel ist außer Haus.',
    body: `Ich werde ab 1.12. nicht im Büro sein. Ich kehre zurück am 8.12.`,
    means: 'auto_reply',
  },
  {
    name: 'apple auto',
    from: 'Ada <ada@customer.example>',
    subject: 'Auto reply: Hello',
    head: 'In-Reply-To: <orig@acme.example>',
    body: `I'm on holiday`,
    means: 'auto_reply',
  },
  {
    name: 'groupwise ooo',
    from: 'Ada <ada@customer.example>',
    subject: 'Re: Hello (Out of Office)',
    head: 'In-Reply-To: <orig@acme.example>',
    body: `back on monday`,
    means: 'auto_reply',
  },
  {
    name: 'plain ooo',
    from: 'Ada <ada@customer.example>',
    subject: 'Re: Hello',
    head: 'In-Reply-To: <orig@acme.example>',
    body: `Thank you for your email. I am out of the office until 5 May with limited access to email. For urgent matters please contact bob@customer.example.`,
    means: 'auto_reply',
  },
  {
    name: 'human ooo remark',
    from: 'Ada <ada@customer.example>',
    subject: 'Re: Hello',
    head: 'In-Reply-To: <orig@acme.example>',
    body: `Yes, let's talk. I am out of the office tomorrow, so Thursday at 3?`,
    means: 'human',
  },
  {
    name: 'human vacation',
    from: 'Ada <ada@customer.example>',
    subject: 'Re: Hello',
    head: 'In-Reply-To: <orig@acme.example>',
    body: `Hi Robin, I'm back from vacation. Interested! Call me.`,
    means: 'human',
  },
  {
    name: 'human thanks',
    from: 'Ada <ada@customer.example>',
    subject: 'Re: Hello',
    head: 'In-Reply-To: <orig@acme.example>',
    body: `Thank you for your email. Please contact my colleague Bob.`,
    means: 'human',
  },
  {
    name: 'newsletter',
    from: 'news@x.example',
    subject: 'News',
    head: 'List-Unsubscribe: <https://x.example>\nPrecedence: bulk',
    body: `News`,
    means: 'unknown',
  },
];
