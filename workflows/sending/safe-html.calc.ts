import sanitize from 'sanitize-html';

const LIQUID = /\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}/g;
const MARK = /liquidtag(\d+)x/g;

const options: sanitize.IOptions = {
  allowedTags: [
    ...['a', 'abbr', 'b', 'blockquote', 'br', 'center', 'code', 'div', 'em', 'font', 'h1', 'h2', 'h3', 'h4', 'hr', 'i'],
    ...['img', 'li', 'ol', 'p', 'pre', 's', 'small', 'span', 'strike', 'strong', 'sub', 'sup', 'u', 'ul'],
    ...['table', 'tbody', 'td', 'tfoot', 'th', 'thead', 'tr', 'caption', 'col', 'colgroup'],
  ],
  allowedAttributes: {
    '*': ['style', 'align', 'valign', 'width', 'height', 'bgcolor', 'dir', 'lang', 'title'],
    a: ['href', 'target', 'rel', 'name'],
    img: ['src', 'alt', 'border'],
    font: ['color', 'face', 'size'],
    table: ['border', 'cellpadding', 'cellspacing'],
    td: ['colspan', 'rowspan'],
    th: ['colspan', 'rowspan'],
  },
  allowedSchemes: ['http', 'https', 'mailto', 'tel'],
  allowedSchemesByTag: { img: ['http', 'https', 'cid'] },
  allowProtocolRelative: false,
};

/** HTML as it may be shown and sent: scripts, forms, frames and handlers are taken out. */
export const safeHtml = (html: string): string => sanitize(html, options);

/** The picture that counts opens: who looks at a mail in the product is not its reader. */
const OPEN_PICTURE = /<img\b[^>]*\/t\/o\/[^>]*>/gi;

/** HTML of a mail as the product shows it: safe, and without the picture by which an open would be counted. */
export const shownHtml = (html: string): string => safeHtml(html).replaceAll(OPEN_PICTURE, '');

/** The same for a template: Liquid stays as it was written, for nothing in it is HTML before it is filled in. */
export function safeTemplate(source: string): string {
  const tags: string[] = [];
  const marked = source.replaceAll(MARK, '').replaceAll(LIQUID, (tag) => `liquidtag${tags.push(tag) - 1}x`);
  return safeHtml(marked).replaceAll(MARK, (_, index: string) => tags[Number(index)] ?? '');
}
