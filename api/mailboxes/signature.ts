import sanitizeHtml from 'sanitize-html';

const STYLES = {
  color: [/^#[0-9a-f]{3,8}$/i, /^rgba?\([\d\s.,%]+\)$/i, /^[a-z]+$/i],
  'font-size': [/^\d+(\.\d+)?(px|pt|em|rem|%)$/],
  'font-weight': [/^(bold|normal|\d{3})$/],
  'font-family': [/^[\w\s,'"-]+$/],
  'font-style': [/^(italic|normal)$/],
};

/** A signature as every mail may carry it: words, links and pictures, and nothing that runs or reaches out of it. Null when nothing is left. */
export function cleanSignature(html: string): string | null {
  const clean = sanitizeHtml(html, {
    allowedTags: ['p', 'br', 'div', 'span', 'b', 'strong', 'i', 'em', 'u', 'a', 'img', 'ul', 'ol', 'li', 'hr'],
    allowedAttributes: { a: ['href', 'title'], img: ['src', 'alt', 'width', 'height'], '*': ['style'] },
    allowedStyles: { '*': STYLES },
    allowedSchemes: ['http', 'https', 'mailto', 'tel'],
    allowedSchemesByTag: { img: ['https'] },
  }).trim();
  return clean || null;
}
