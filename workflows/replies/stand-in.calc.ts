import type { Away } from './rules.ts';

const ADDRESS = /[^\s<>()[\]{}\\,;:"'|=*/]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,6}/gu;
const CUE =
  /contact|e-?mail|reach|write|refer|colleague|instead|urgent|kontakt|wend|vertret|kolleg|dringend|contacter|adress|collègue|urgen|contatt|collega|contacto|compañer|colega|neem contact|ota yhteyttä|yhteydess|prosz|obraťt|fordul|adresaț|ulaş|iletişim|обра[тщ]|замеща|напиш|зверн|επικοινων|連絡|代理|联系|聯絡|联络|연락|문의|التواصل|الاتصال|לפנות|ליצור קשר/iu;
const NOBODY = /^(no-?reply|do-?not-?reply|mailer-daemon|postmaster|unsubscribe)/i;
/** Two to four words with a capital, at the end of what stands before the address. */
const NAME =
  /((?:\p{Lu}[\p{L}'’.-]{1,30} ){1,3}\p{Lu}[\p{L}'’-]{1,30})[\s,:(<"–-]*(?:(?:at|on|via|unter|per|an|sous|à|en|via|op|på|osoitteessa|pod|na|e-?mail|mail)[\s:(<]{0,4}){0,2}(?:mailto:)?["'<(\s]*$/u;
const NO_NAME =
  /\b(Please|Contact|Bitte|Support|Team|Office|Service|Thank|Kind|Best|Regards|Merci|Veuillez|Mail|Email|Desk|Urgent)\b/;

function nameBefore(text: string): string | null {
  const words = NAME.exec(text.slice(-120))?.[1]?.split(' ') ?? [];
  const start = words.findLastIndex((word) => NO_NAME.test(word)) + 1;
  const name = words.slice(start).join(' ');
  return name.includes(' ') ? name : null;
}

/** Who stands in for somebody who is away: an address that the text gives beside words of turning to somebody. */
export function standInOf(text: string, except: (string | null)[]): Away['standIn'] {
  const known = new Set(except.map((address) => address?.toLowerCase()));
  for (const { 0: found, index } of text.matchAll(ADDRESS)) {
    const address = found
      .replace(/^mailto:/i, '')
      .replace(/[.-]+$/, '')
      .toLowerCase();
    const before = text.slice(Math.max(0, index - 200), index);
    const after = text.slice(index + found.length, index + found.length + 60);
    if (known.has(address) || NOBODY.test(address) || !(CUE.test(before) || CUE.test(after))) continue;
    return { address, name: nameBefore(before) };
  }
  return null;
}
