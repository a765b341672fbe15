import MailComposer from 'nodemailer/lib/mail-composer';
import type { OutgoingMail } from '../mail-provider.ts';

/** A header on one line: folded, it breaks the signature that some relays add. */
const onOneLine = (value: string) => ({ prepared: true, foldLines: false, value });

type ComposeOptions = {
  /** Where no envelope says whom a mail goes to, its hidden recipients must stand in it. */
  keepBcc?: boolean;
  headers?: Record<string, string>;
};

/** The bytes of a mail (RFC 5322), with one-click unsubscribing (RFC 8058) where the mail has it. */
export function composeMail(mail: OutgoingMail, { keepBcc = false, headers }: ComposeOptions = {}): Promise<Buffer> {
  const { messageId, from, to, cc, replyTo, subject, text, html, inReplyTo, references, unsubscribeUrl, sentAt } = mail;
  const composer = new MailComposer({
    messageId,
    from: { name: from.name ?? '', address: from.address },
    to: { name: to.name ?? '', address: to.address },
    cc,
    bcc: keepBcc ? mail.bcc : undefined,
    replyTo,
    subject,
    text,
    html,
    inReplyTo,
    references,
    date: new Date(sentAt),
    newline: 'windows',
    headers: {
      ...headers,
      ...(unsubscribeUrl
        ? {
            'List-Unsubscribe': onOneLine(`<${unsubscribeUrl}>`),
            'List-Unsubscribe-Post': onOneLine('List-Unsubscribe=One-Click'),
          }
        : {}),
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const message = composer.compile();
  message.keepBcc = keepBcc;
  return message.build();
}
