const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const unescaped = (html: string) =>
  html.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&nbsp;', ' ').replaceAll('&amp;', '&');

/** Plain text as HTML: blank lines part paragraphs. */
export const htmlOfText = (text: string): string =>
  text
    .trim()
    .split(/\n{2,}/)
    .filter(Boolean)
    .map((paragraph) => `<p>${escaped(paragraph).replaceAll('\n', '<br>\n')}</p>`)
    .join('\n');

/** HTML as plain text: paragraphs are parted by blank lines, and a link leaves its address. */
export const textOfHtml = (html: string): string =>
  unescaped(
    html
      .replaceAll('\n', ' ')
      .replaceAll(/<a\s[^>]*href="([^"]*)"[^>]*>(.*?)<\/a>/gi, '$2 ($1)')
      .replaceAll(/<br\s*\/?>\s*/gi, '\n')
      .replaceAll(/<\/(p|div|h[1-4]|ul|ol|li|tr|blockquote)>\s*/gi, '\n\n')
      .replaceAll(/<[^>]+>/g, ''),
  )
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
