/** The languages in which automatic answers and opt-outs are understood, by their ISO code. */
export type Language =
  | ('en' | 'de' | 'fr' | 'es' | 'pt' | 'it' | 'nl' | 'sv' | 'no' | 'da' | 'fi' | 'pl')
  | ('cs' | 'hu' | 'ro' | 'tr' | 'ru' | 'uk' | 'el' | 'ja' | 'zh' | 'ko' | 'ar' | 'he');

/** Languages that their letters give away; the more special letters are asked first. */
const BY_SCRIPT: readonly { language: Language; letters: RegExp }[] = [
  { language: 'ja', letters: /[\u3040-\u30ff]/ },
  { language: 'ko', letters: /[\uac00-\ud7af]/ },
  { language: 'zh', letters: /[\u4e00-\u9fff]/ },
  { language: 'ar', letters: /[\u0600-\u06ff]/ },
  { language: 'he', letters: /[\u0590-\u05ff]/ },
  { language: 'el', letters: /[\u0370-\u03ff]/ },
  { language: 'ru', letters: /[\u0400-\u04ff]/ },
];

/** Small words that nearly every mail of a language holds. */
const BY_WORDS: Partial<Record<Language, readonly string[]>> = {
  en: ['the', 'and', 'i', 'am', 'will', 'for', 'your', 'of', 'my', 'is', 'to', 'please', 'until', 'be'],
  de: ['ich', 'und', 'bin', 'nicht', 'ihre', 'bis', 'im', 'der', 'die', 'ist', 'für', 'mich', 'am', 'wieder'],
  fr: ['je', 'suis', 'et', 'vous', 'votre', 'de', 'le', 'du', 'au', 'pour', 'en', "jusqu'au", 'ne', 'pas'],
  es: ['estoy', 'estaré', 'hasta', 'gracias', 'por', 'el', 'su', 'de', 'la', 'y', 'no', 'correo', 'mi', 'del'],
  pt: ['estou', 'estarei', 'até', 'obrigado', 'obrigada', 'não', 'em', 'de', 'do', 'meu', 'seu', 'e', 'o', 'ao'],
  it: ['sono', 'fino', 'grazie', 'per', 'il', 'della', 'di', 'non', 'sarò', 'mio', 'al', 'e', 'la', 'ufficio'],
  nl: ['ik', 'ben', 'niet', 'tot', 'uw', 'het', 'en', 'van', 'op', 'bij', 'weer', 'mijn', 'voor', 'met'],
  sv: ['jag', 'är', 'och', 'till', 'på', 'inte', 'mitt', 'för', 'åter', 'med', 'ditt', 'kontoret', 'mig', 'att'],
  no: ['jeg', 'er', 'og', 'til', 'på', 'ikke', 'mitt', 'tilbake', 'takk', 'kontoret', 'mai', 'etter', 'meg', 'deg'],
  da: ['jeg', 'er', 'og', 'til', 'på', 'ikke', 'min', 'tilbage', 'tak', 'kontoret', 'maj', 'efter', 'mig', 'dig'],
  fi: ['olen', 'en', 'ja', 'asti', 'palaan', 'ole', 'kiitos', 'on', 'saakka', 'toimistolla', 'viestistäsi', 'töihin'],
  pl: ['jestem', 'nie', 'do', 'za', 'w', 'proszę', 'dziękuję', 'na', 'od', 'się', 'dnia', 'będę', 'z', 'i'],
  cs: ['jsem', 'do', 'za', 'nejsem', 'děkuji', 'v', 'na', 'od', 'prosím', 'budu', 'zpět', 'dovolené', 'se', 'je'],
  hu: ['vagyok', 'nem', 'köszönöm', 'a', 'az', 'és', 'leszek', 'hogy', 'irodán', 'levelét', 'kívül', 'szabadságon'],
  ro: ['sunt', 'nu', 'până', 'pentru', 'mesajul', 'în', 'la', 'de', 'și', 'voi', 'concediu', 'pe', 'din', 'mulțumesc'],
  tr: ['kadar', 'tarihine', 'teşekkür', 'için', 've', 'ofis', 'izindeyim', 'tarihinde', 'bir', 'ile', 'ederim'],
};

const WORDS = /[\p{L}'’]+/gu;

/** The language that a text seems to be written in. */
export function languageOf(text: string): Language {
  const part = text.slice(0, 2_000);
  const script = BY_SCRIPT.find(
    ({ letters }) => (part.match(new RegExp(letters, 'gu')) ?? []).length > part.length / 20,
  );
  if (script) return script.language === 'ru' && /[іїєґ]/i.test(part) ? 'uk' : script.language;
  const words = (part.toLowerCase().match(WORDS) ?? []).map((word) => word.replaceAll('’', "'"));
  let best: { language: Language; count: number } = { language: 'en', count: 0 };
  for (const [language, known] of Object.entries(BY_WORDS) as [Language, readonly string[]][]) {
    const count = words.filter((word) => known.includes(word)).length;
    if (count > best.count) best = { language, count };
  }
  return best.language;
}
