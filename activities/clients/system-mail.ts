import { createTransport } from 'nodemailer';
import type { SystemDatabase } from '../../prisma/db.ts';

export type SystemMail = {
  to: string;
  subject: string;
  heading: string;
  paragraph: string;
  action: { label: string; url: string };
};
/** Sends the product's own mail: to verify an address, reset a password, invite a person. */
export type SystemMailer = { send: (mail: SystemMail) => Promise<void> };

const escapeHtml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

function bodyOf({ heading, paragraph, action }: SystemMail): { text: string; html: string } {
  const text = `${heading}\n\n${paragraph}\n\n${action.label}: ${action.url}\n`;
  const html = `<!doctype html><html><body style="font-family:system-ui,sans-serif;color:#1a1a19;max-width:480px;margin:32px auto;line-height:1.5">
<h1 style="font-size:18px">${escapeHtml(heading)}</h1><p>${escapeHtml(paragraph)}</p>
<p><a href="${escapeHtml(action.url)}" style="display:inline-block;background:#4f46e5;color:#fff;padding:10px 16px;border-radius:6px;text-decoration:none">${escapeHtml(action.label)}</a></p>
</body></html>`;
  return { text, html };
}

/** Sends by SMTP where a server is configured; else keeps the mail, for the sandbox to show. */
export function systemMailer({
  system,
  smtpUrl,
  from,
}: {
  system: SystemDatabase;
  smtpUrl: string | undefined;
  from: string;
}): SystemMailer {
  const transport = smtpUrl ? createTransport(smtpUrl) : null;
  return {
    async send(mail) {
      const body = bodyOf(mail);
      if (transport)
        await transport.sendMail({
          from,
          to: mail.to,
          subject: mail.subject,
          headers: { 'Auto-Submitted': 'auto-generated' },
          ...body,
        });
      else await system.systemMail.create({ data: { toAddress: mail.to, subject: mail.subject, ...body } });
    },
  };
}
