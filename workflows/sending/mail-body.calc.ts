import { convert } from 'html-to-text';
import { DomUtils, parseDocument } from 'htmlparser2';

/** What the product adds to a mail's body. */
export type BodyExtras = {
  signature: string | null;
  /** The workspace's postal address and the way out, where the footer is on. */
  footer: { postalAddress: string | null; unsubscribeUrl: string } | null;
  /** The address of the picture that counts opens. */
  pixelUrl: string | null;
  /** The address that a link gets so that its clicks are counted; without it links stay as they are. */
  linkUrl: ((position: number) => string) | null;
};

export type MailBody = { html: string | undefined; text: string; links: string[] };

const escapeHtml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const textOf = (html: string) =>
  convert(html, {
    wordwrap: false,
    selectors: [
      { selector: 'a', options: { hideLinkHrefIfSameAsText: true } },
      { selector: 'img', format: 'skip' },
    ],
  });

/** Points every web link of a body to where its clicks are counted, and returns the addresses that they led to. */
function trackLinks(html: string, linkUrl: (position: number) => string): { html: string; links: string[] } {
  const document = parseDocument(html);
  const links: string[] = [];
  for (const anchor of DomUtils.getElementsByTagName('a', document)) {
    const url = anchor.attribs.href ?? '';
    if (!/^https?:\/\//i.test(url)) continue;
    links.push(url);
    anchor.attribs.href = linkUrl(links.length - 1);
  }
  return { html: DomUtils.getInnerHTML(document), links };
}

function htmlFooter({ postalAddress, unsubscribeUrl }: NonNullable<BodyExtras['footer']>): string {
  const address = postalAddress ? `${escapeHtml(postalAddress).replaceAll('\n', '<br>')}<br>` : '';
  return `<p style="color:#6b7280;font-size:12px;margin-top:32px">${address}<a href="${escapeHtml(unsubscribeUrl)}" style="color:#6b7280">Unsubscribe</a></p>`;
}

/** Puts a mail's body together: the words, the signature, the footer, and what counts opens and clicks where that was chosen. */
export function buildBody(words: { format: 'html' | 'text'; body: string }, extras: BodyExtras): MailBody {
  const { signature, footer, pixelUrl, linkUrl } = extras;
  if (words.format === 'text') {
    const parts = [words.body.trimEnd()];
    if (signature) parts.push(`-- \n${textOf(signature)}`);
    if (footer) parts.push([footer.postalAddress, `Unsubscribe: ${footer.unsubscribeUrl}`].filter(Boolean).join('\n'));
    return { html: undefined, text: `${parts.join('\n\n')}\n`, links: [] };
  }
  const tracked = linkUrl ? trackLinks(words.body, linkUrl) : { html: words.body, links: [] };
  const signed = signature ? `${tracked.html}<div style="margin-top:24px">${signature}</div>` : tracked.html;
  const pixel = pixelUrl ? `<img src="${escapeHtml(pixelUrl)}" width="1" height="1" alt="">` : '';
  const html = `<!doctype html><html><body>${signed}${footer ? htmlFooter(footer) : ''}${pixel}</body></html>`;
  const untracked = signature ? `${words.body}<p>-- </p>${signature}` : words.body;
  const text = [
    textOf(untracked),
    footer ? [footer.postalAddress, `Unsubscribe: ${footer.unsubscribeUrl}`].filter(Boolean).join('\n') : '',
  ]
    .filter(Boolean)
    .join('\n\n');
  return { html, text: `${text}\n`, links: tracked.links };
}
