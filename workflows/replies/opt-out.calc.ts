import type { Language } from './language.calc.ts';
import type { HumanReply } from './rules.ts';

/** How people ask for no more mail, by language. A blank stands for any white space. */
const PHRASES: Record<Language, readonly string[]> = {
  en: [
    'unsubscribe(?! (rate|link|button|page|form|header|flow|process|feature|list|option))( me| us)?',
    'opt(ing)?( me| us)?[ -]out',
    '(remove|delete|erase|take) (me|us|my (name|e-?mail|address|data|details|contact|info\\w*)|our (e-?mail|address|data|details)|this (e-?mail|address))( address)?( (off|from|out)\\b| completely| permanently| immediately|(?= ?[.!]|$))',
    '(please )?(stop|quit) (e-?mailing|mailing|contacting|sending|writing|messaging|spamming|bothering|harassing|the (e-?mails|mails|spam))',
    "(do not|don'?t|never|not) (ever )?(contact|e-?mail|mail|write( to)?|message|bother|spam) (me|us)\\b",
    'no (more|further) (e-?mails?|mails?|messages?|contact|communication)',
    "leave (me|us) alone|cease and desist|(off|from) (of )?(your|the|this) (mailing |e-?mail |contact )?list|(do not|don't) (want|wish) to (receive|get|hear)( any)?( more| further)?|please stop(?= ?[.!]|$)",
  ],
  de: [
    'abmelden|austragen|abbestellen|(melden|tragen) sie (mich|uns)( bitte)?( sofort)? (ab|aus)|melde mich( bitte)? ab',
    'keine (weiteren |e-?)?(e-?mails?|mails?|nachrichten|werbung|newsletter)( mehr)?( zu)?( senden| schicken| zusenden| erhalten)|keine (weiteren )?(e-?mails?|mails?|nachrichten|werbung) mehr',
    '(nehmen|streichen|löschen|entfernen) sie (mich|uns|meine|unsere)|aus (dem|ihrem|eurem) verteiler|von (der|ihrer|eurer) (mailing)?liste|meine (daten|adresse|e-?mail-?adresse) (zu )?löschen',
    '(nicht|nie) (mehr|wieder|weiter) (zu )?(kontaktieren|anschreiben|schreiben|anzuschreiben|zu kontaktieren)|schreiben sie (mir|uns) nicht mehr|kontaktieren sie (mich|uns) nicht|hören sie auf',
  ],
  fr: [
    '(me |nous )?d[ée]s(abonner|abonnez|inscrire|inscrivez|inscription)(-moi|-nous)?',
    '(retirez|enlevez|supprimez|effacez)(-moi|-nous| mon (adresse|e-?mail|nom)| mes (données|coordonnées)| notre adresse)',
    "ne (plus )?(me |nous |m')(plus )?(contact|écri|envoy|sollicit|adress)[\\p{L}-]*( plus)?|ne m'écrivez plus|arrêtez de (m'|me |nous )|cessez de|plus (recevoir|de (mails?|e-?mails?|messages?))",
  ],
  es: [
    '(dar(me)?|d[ée](n?me)?|date) de baja|desuscrib\\p{L}*|cancelar (mi |la )?suscripci[oó]n|anular (mi |la )?suscripci[oó]n',
    'no (me|nos) (contacte|contacten|escriba|escriban|envíe|envíen|envie|envien|mande|manden)\\p{L}*( m[aá]s)?|no (quiero|deseo|queremos) (seguir )?recib\\p{L}*|no m[aá]s (correos|e-?mails?|mensajes)',
    '(elimin|borr|quit|retir)\\p{L}* (mi|mis|nuestro) (correo|direcci[oó]n|e-?mail|datos)|elim[ií]n\\p{L}*me|b[oó]rr\\p{L}*me de|dejen? de (enviar|escribir|contactar|mandar)\\p{L}*',
  ],
  pt: [
    'descadastr\\p{L}*|cancelar (a )?(minha )?(inscrição|assinatura|subscrição)|remov(a|er|am)(-me)?( o)?( meu| minha)? ?(e-?mail|endereço|nome|da lista|desta lista)|remova-me|retir(e|ar|em)(-me)?( o)? ?(meu|me|da lista)',
    'não (me |nos )?(contate|contacte|envie|enviem|escreva|mande|mandem)\\p{L}*( mais)?|não (quero|desejo|queremos)( mais)? receber|par(e|em|ar) de (enviar|me|mandar|escrever)\\p{L}*',
  ],
  it: [
    'disiscriv\\p{L}*|cancella(mi|temi|rmi|teci)|cancell(are|ate|i) (il mio|la mia|i miei)|annull(are|ate|a) (la )?(mia )?iscrizione|rimuov(ete|i|ere)(mi|ci)?( il mio| la mia)?|rimozione dalla',
    'non (contatta|scrive|invia|manda)\\p{L}*( più)?(?= |[.!]|$)|non (voglio|desidero|vogliamo)( più)? ricevere|smette(te|re) di|basta (e-?mail|mail|messaggi)',
  ],
  nl: [
    'uitschrijven|afmelden|schrijf (mij|me|ons) uit|meld (mij|me|ons) af|geen (e-?mails?|mails?|berichten|nieuwsbrief)( \\p{L}+)? meer|verwijder (mij|me|ons|mijn|onze)|haal (mij|me|ons) van',
    'niet meer (te )?(mailen|contacteren|benaderen|schrijven|ontvangen)|stop met (mailen|het sturen|sturen|e-?mailen)|neem geen contact( meer)? op',
  ],
  sv: [
    'avregistrera|avprenumerera|avsluta (min )?prenumeration(en)?|ta bort (mig|oss|min)|sluta (mejla|maila|skicka|kontakta|skriva)|inga (fler )?(mejl|mail|utskick)( mer)?|kontakta (mig|oss) inte|vill inte (ha|få) (fler|mer)',
  ],
  no: [
    'meld (meg|oss) av|avmeld\\p{L}*|fjern (meg|oss|min)|slutt (å|med å) (sende|skrive|kontakte|maile)|ikke (kontakt|send|skriv)( til)? (meg|oss)|ingen flere (e-?poster|mailer|meldinger)|stopp (å|med å) sende',
  ],
  da: [
    'afmeld\\p{L}*|frameld\\p{L}*|fjern (mig|os|min)|stop med at (sende|skrive|kontakte|maile)|(kontakt|skriv til) (mig|os) ikke|ingen flere (mails?|e-?mails?|beskeder)|ikke (modtage|have) flere',
  ],
  fi: [
    'poista(kaa)? (minut|meidät|osoitteeni|sähköpostini)|peruu?t\\p{L}* tilau\\p{L}*|lopetta(kaa)? (viestien|sähköpostien|lähett)\\p{L}*|älkää (enää )?(lähettäkö|ottako|kirjoittako)|en halua (enää )?(saada|vastaanottaa|viestejä)',
  ],
  pl: [
    'wypisz\\p{L}*|wypisać|wypisanie|(proszę|prosimy) (mnie |o )?(usun\\p{L}*|skreśl\\p{L}*)|nie (pisać|wysyłać|kontaktować|pisz|wysyłaj|kontaktuj)\\p{L}*( więcej| się ze mną)?|nie życz(ę|ymy) sobie|rezygnuję z (subskrypcji|newslettera|otrzymywania)',
  ],
  cs: [
    'odhlásit|odhlaste (mě|mne|nás)|odstraňte (mě|mne|nás|můj)|vyřaďte (mě|mne)|nepište (mi|nám)|neposílejte (mi|nám)|nekontaktujte (mě|mne|nás)|nepřeji si',
  ],
  hu: [
    'leiratkoz\\p{L}*|iratkoztass\\p{L}* le|töröl(jék|je|jenek|jétek|jön)\\p{L}*|ne (küldj|írj|keress|zaklass)\\p{L}*( többet)?|nem (kérek|kívánok) (több|további)',
  ],
  ro: [
    'dezabon\\p{L}*|(ștergeți|stergeti|eliminați|scoateți)-(mă|ma)|nu (mă|ma|ne) mai (contact|deranj)\\p{L}*|nu (îmi|imi) mai (trimit|scri)\\p{L}*|nu mai (doresc|vreau) să primesc',
  ],
  tr: [
    'abonelikten (çık|ayrıl)\\p{L}*|aboneliğimi iptal|listeden (çıkar|sil)\\p{L}*|(bir daha|artık) (yazmayın|aramayın|göndermeyin|mail atmayın|e-?posta göndermeyin)|(mail|e-?posta|mesaj) (atmayın|göndermeyin)|beni (listeden|listenizden) (çıkar|sil)\\p{L}*',
  ],
  ru: [
    'отпи(шите|сать|саться|шусь|ши)\\p{L}*|не пишите (мне|нам|больше)|больше (мне |нам )?не (пишите|присылайте|беспокойте|звоните)|удалите (меня|мой|мою|нас|мои)|уберите (меня|нас|мой)|прекратите (рассылку|писать|присылать|слать|спам)|исключите (меня|нас)|не (присылайте|беспокойте)',
  ],
  uk: [
    'відпи(шіть|сати|сатися|ши)\\p{L}*|не пишіть (мені|нам|більше)|більше (мені |нам )?не (пишіть|надсилайте|турбуйте)|видаліть (мене|мою|мій|нас)|припиніть (розсилку|писати|надсилати)|приберіть мене',
  ],
  el: [
    'διαγράψτε (με|μας)|διαγραφή (μου|από)|απεγγραφή|(μη|μην) (μου |μας |με )?(ξανα)?(στείλετε|στέλνετε|γράψετε|ενοχλείτε|επικοινων)\\p{L}*',
  ],
  ja: [
    '配信(を|の)?(停止|解除|中止)|購読(を|の)?解除|登録(を|の)?解除|送(らない|信しない)で|メール(は|を)?(不要|結構|お断り|止めて|やめて)|連絡(を)?しないで|配信不要|(リスト|名簿)から(外|削除)',
  ],
  zh: [
    '退订|退訂|取消(订阅|訂閱)|(不要|别|請勿|请勿|請不要|请不要)再?(给我|給我)?(发|發|联系|聯繫|联络|打扰|寄)|停止(发送|發送)|(从|從).{0,8}(名单|列表|名單)(中)?(删除|移除)',
  ],
  ko: [
    '수신 ?거부|구독 ?(취소|해지)|(메일|이메일|연락)(을|를)? ?(그만|보내지|하지) ?(보내|마|말)\\p{L}*|보내지 ?(마|말)\\p{L}*|연락하지 ?(마|말)\\p{L}*|명단에서 (빼|삭제)\\p{L}*',
  ],
  ar: [
    'إلغاء (الاشتراك|اشتراكي)|الغاء الاشتراك|لا (ترسل|تراسل|تتواصل)\\p{L}*|توقف(وا)? عن|(احذف|أزل|حذف|إزالة)\\p{L}* (بريدي|عنواني|اسمي)|أزيلوني',
  ],
  he: [
    '(תסיר|הסיר|להסיר|הסר|תורידו|להוריד)\\p{L}* (אותי|אותנו|את הכתובת)|בטלו? (את )?ה?מינוי|(תפסיק|הפסיק|אל תשלח|לא לשלוח)\\p{L}*( לי| לשלוח)?|נא להסיר',
  ],
};

const RULES = Object.entries(PHRASES).map(([language, phrases]) => ({
  language,
  says: new RegExp(
    `${/^(ja|zh|ko|ar|he)$/.test(language) ? '' : '(?<![\\p{L}\\p{N}_@.-])'}(?:${phrases.join('|')})${/^(ja|zh|ko|ar|he)$/.test(language) ? '' : '(?![\\p{L}\\p{N}_@-])'}`,
    'giu',
  ),
}));

/** A whole answer of one word. */
const ALONE =
  /^(please )?(stop|stopp|arrêt|arrête[rz]?|basta|baja|remove|unsubscribe|abmelden|стоп|отписка|停止|退订|取消|stop it|stop this|stop now)( please| bitte)?$/iu;
/** What turns a wish into its contrary, right before it. */
const NEGATION =
  /(\b(do not|don'?t|never|not|won't|without|no need to|nicht|kein\p{L}*|pas|no|não|non|niet|inte|ikke|nie|ne)|не)( (please|bitte|want|wish|like|intend|need|plan|try|trying|going|asking|wanting|you|me|to|want to|wollen|möchte|mich|me))* ?$/iu;

const MAX_WORDS = 10_000;

/** The words that ask for no more mail, if there are any in the new text of an answer. No interest is none of them. */
export function optOutOf(newText: string): HumanReply['optOut'] {
  const text = newText
    .slice(0, MAX_WORDS)
    .replaceAll(/[\u2018\u2019]/g, "'")
    .replaceAll(/\s+/g, ' ')
    .trim();
  const bare = text
    .replaceAll(/[\p{P}\p{S}]+/gu, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
  for (const { language, says } of RULES) {
    for (const { 0: phrase, index } of text.matchAll(says)) {
      if (!NEGATION.test(text.slice(Math.max(0, index - 40), index))) return { phrase, language };
    }
  }
  return ALONE.test(bare) ? { phrase: bare, language: 'en' } : null;
}
