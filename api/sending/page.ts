/** A plain page for whoever followed an address in a mail: they have no account, and perhaps no scripts. */
export type PlainPage = {
  title: string;
  paragraphs: string[];
  /** A button that posts to an address. */
  button?: { label: string; action: string };
};

const escapeHtml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const STYLE = `:root{color-scheme:light dark}
body{font:16px/1.5 system-ui,sans-serif;max-width:28rem;margin:15vh auto 0;padding:0 1.25rem;overflow-wrap:anywhere}
h1{font-size:1.25rem;line-height:1.3;margin:0 0 .75rem}p{margin:0 0 1rem}
button{font:inherit;font-weight:500;padding:.5rem 1rem;border:0;border-radius:6px;background:#4f46e5;color:#fff;cursor:pointer}
button:focus-visible{outline:2px solid currentColor;outline-offset:2px}`;

/** Writes the page. What is given is text, never HTML. */
export function plainPage({ title, paragraphs, button }: PlainPage): string {
  const body = paragraphs.map((paragraph) => `<p>${escapeHtml(paragraph)}</p>`).join('');
  const form = button
    ? `<form method="post" action="${escapeHtml(button.action)}"><button type="submit">${escapeHtml(button.label)}</button></form>`
    : '';
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><meta name="robots" content="noindex"><title>${escapeHtml(title)}</title><style>${STYLE}</style></head><body><main><h1>${escapeHtml(title)}</h1>${body}${form}</main></body></html>`;
}
