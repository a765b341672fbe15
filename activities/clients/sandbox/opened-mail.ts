import { DomUtils, parseDocument } from 'htmlparser2';
import PostalMime, { type Address, type Email } from 'postal-mime';

/** A mail as its recipient has it open. */
export type OpenedMail = {
  headers: { name: string; value: string }[];
  /** The head as it came, line by line. */
  head: string;
  messageId: string | null;
  references: string[];
  subject: string;
  from: { address: string; name: string };
  to: { address: string; name: string };
  date: string | null;
  text: string;
  html: string | null;
  /** What can be clicked, in the order of the mail. */
  links: { url: string; label: string }[];
  /** The pictures that opening it loads. */
  images: string[];
  /** Where one POST unsubscribes (RFC 8058), or null. */
  unsubscribeUrl: string | null;
};

const isWeb = (url: string | undefined): url is string => /^https?:\/\//i.test(url ?? '');

const mailboxIn = (address: Address | undefined) => ({ address: address?.address ?? '', name: address?.name ?? '' });

function linksOf({ html, text }: Email): OpenedMail['links'] {
  if (!html) return [...(text ?? '').matchAll(/https?:\/\/[^\s<>"]+/g)].map(([url]) => ({ url, label: url }));
  return DomUtils.getElementsByTagName('a', parseDocument(html)).flatMap((anchor) => {
    const url = anchor.attribs.href;
    const label = DomUtils.textContent(anchor).replaceAll(/\s+/g, ' ').trim();
    return isWeb(url) ? [{ url, label: label || url }] : [];
  });
}

const imagesOf = ({ html }: Email) =>
  html
    ? DomUtils.getElementsByTagName('img', parseDocument(html)).flatMap(({ attribs: { src } }) =>
        isWeb(src) ? [src] : [],
      )
    : [];

/** The address that a mail program posts to when its reader unsubscribes by its button. */
function unsubscribeUrlOf(headers: OpenedMail['headers']): string | null {
  const value = (name: string) => headers.find((header) => header.name.toLowerCase() === name)?.value ?? '';
  if (!/List-Unsubscribe=One-Click/i.test(value('list-unsubscribe-post'))) return null;
  return /<(https?:[^<>\s]+)>/i.exec(value('list-unsubscribe'))?.[1] ?? null;
}

/** Opens a mail. */
export async function openMail(raw: Uint8Array): Promise<OpenedMail> {
  const email = await PostalMime.parse(raw, { forceRfc822Attachments: true });
  const bytes = Buffer.from(raw);
  const end = bytes.indexOf('\r\n\r\n');
  const headers = email.headers.map(({ key, originalKey, value }) => ({ name: originalKey || key, value }));
  return {
    headers,
    head: bytes.subarray(0, end === -1 ? bytes.length : end).toString('latin1'),
    messageId: email.messageId ?? null,
    references: email.references?.match(/<[^<>\s]+>/g) ?? [],
    subject: email.subject ?? '',
    from: mailboxIn(email.from),
    to: mailboxIn(email.to?.[0]),
    date: email.date ?? null,
    text: email.text ?? '',
    html: email.html ?? null,
    links: linksOf(email),
    images: imagesOf(email),
    unsubscribeUrl: unsubscribeUrlOf(headers),
  };
}
