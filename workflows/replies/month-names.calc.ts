import type { Language } from './language.calc.ts';

type Names = readonly string[];

/** How the names of the months begin, January first, in languages that no date library here speaks. */
const MONTHS: Partial<Record<Language, Names>> = {
  no: ['jan', 'feb', 'mars', 'apr', 'mai', 'juni?', 'juli?', 'aug', 'sep', 'okt', 'nov', 'des'],
  da: ['jan', 'feb', 'mar', 'apr', 'maj', 'juni?', 'juli?', 'aug', 'sep', 'okt', 'nov', 'dec'],
  pl: ['stycz', 'lut', 'mar', 'kwie', 'maj', 'czerw', 'lip', 'sierp', 'wrze', 'pa[zź]dz', 'listop', 'grud'],
  cs: [
    'led',
    '[uú]nor',
    'b[rř]ez',
    'dub',
    'kv[eě]t',
    '[cč]erv(?!enc)',
    '[cč]ervenc',
    'srp',
    'z[aá][rř]',
    '[rř][ií]j',
    'listop',
    'prosin',
  ],
  hu: ['jan', 'feb', 'm[aá]rc', '[aá]pr', 'm[aá]j', 'j[uú]n', 'j[uú]l', 'aug', 'szep', 'okt', 'nov', 'dec'],
  ro: ['ian', 'feb', 'mar', 'apr', 'mai', 'iun', 'iul', 'aug', 'sep', 'oct', 'no[iv]', 'dec'],
  tr: ['oca', '[sş]ub', 'mar', 'nis', 'may', 'haz', 'tem', 'a[gğ]u', 'eyl', 'eki', 'kas', 'ara'],
  el: ['ιαν', 'φεβ', 'μ[αά]ρ', 'απρ', 'μα[ιΐϊ]', 'ιο[υύ]ν', 'ιο[υύ]λ', 'αυγ', 'σεπ', 'οκτ', 'νο[εέ]', 'δεκ'],
  ar: [
    'يناير',
    'فبراير',
    'مارس',
    '[أا]بريل',
    'مايو',
    'يونيو',
    'يوليو',
    '[أا]غسطس',
    'سبتمبر',
    '[أا]كتوبر',
    'نوفمبر',
    'ديسمبر',
  ],
  he: [
    'ב?ינואר',
    'ב?פברואר',
    'ב?מר[ץס]',
    'ב?אפריל',
    'ב?מאי',
    'ב?יוני',
    'ב?יולי',
    'ב?אוגוסט',
    'ב?ספטמבר',
    'ב?אוקטובר',
    'ב?נובמבר',
    'ב?דצמבר',
  ],
};

/** The days of the week, Monday first, in the same languages. */
const WEEKDAYS: Partial<Record<Language, Names>> = {
  no: ['mandag', 'tirsdag', 'onsdag', 'torsdag', 'fredag', 'lørdag', 'søndag'],
  da: ['mandag', 'tirsdag', 'onsdag', 'torsdag', 'fredag', 'lørdag', 'søndag'],
  pl: ['poniedział', 'wtor', 'środ', 'czwart', 'piąt', 'sobot', 'niedziel'],
  cs: ['pondě', 'úter', 'střed', 'čtvrt', 'pát', 'sobot', 'neděl'],
  hu: ['hétfő', 'kedd', 'szerd', 'csütört', 'péntek', 'szombat', 'vasárnap'],
  ro: ['luni', 'marți', 'miercuri', 'joi', 'vineri', 'sâmbătă', 'duminică'],
  tr: ['pazartesi', 'salı', 'çarşamba', 'perşembe', 'cuma(?!rtesi)', 'cumartesi', 'pazar(?!tesi)'],
  el: ['δευτέρα', 'τρίτη', 'τετάρτη', 'πέμπτη', 'παρασκευή', 'σάββατο', 'κυριακή'],
  ko: ['월요일', '화요일', '수요일', '목요일', '금요일', '토요일', '일요일'],
  ar: ['الاثنين', 'الثلاثاء', 'الأربعاء', 'الخميس', 'الجمعة', 'السبت', 'الأحد'],
};

const indexIn = (names: Names | undefined, word: string): number | null => {
  const found = (names ?? []).findIndex((name) => new RegExp(`^${name}`, 'iu').test(word));
  return found < 0 ? null : found;
};

/** The number of a month, January is 1, by its name. */
export const monthOf = (language: Language, word: string): number | null => {
  const index = indexIn(MONTHS[language], word);
  return index === null ? null : index + 1;
};

/** The number of a day of the week, Monday is 1, by its name. */
export const weekdayOf = (language: Language, word: string): number | null => {
  const index = indexIn(WEEKDAYS[language], word);
  return index === null ? null : index + 1;
};
