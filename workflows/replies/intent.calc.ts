import type { HumanReply, ReplyIntent } from './rules.ts';

type Rule = { intent: ReplyIntent; rule: string; says: RegExp };

const rule = (intent: ReplyIntent, name: string, ...phrases: string[]): Rule => ({
  intent,
  rule: name,
  says: new RegExp(phrases.join('|'), 'iu'),
});

/** What people write, in the order of asking: who else to ask, then a no, then a yes, then a question. */
const RULES: readonly Rule[] = [
  rule(
    'referral',
    'names-somebody-else',
    "\\b(not the (right|best|correct) (person|contact)|wrong person|(forwarded|passed|sent) (this|it|your (e-?mail|message|note))( on| along)? to|(cc'?ing|copying|looping in|adding|introducing)\\b.{0,40}|(please )?(contact|reach out to|speak (to|with)|talk to|get in touch with|write to|e-?mail) (my (colleague|boss|manager)|our \\w+|\\S+@)|no longer (work|with|at)|(is|are) (the )?(right|best) (person|contact)|in charge of|(is )?responsible for (this|that|our))",
    'ansprechpartner|zuständig|weitergeleitet|wenden sie sich( bitte)? an|nicht der richtige|(kollege|kollegin)\\b.{0,60}@',
    '(contactez|adressez-vous à|voyez avec) (mon|ma|notre|\\p{Lu})|transmis (votre|à)|transféré|(contacte|hable|escriba) (con|a) (mi|nuestr)|reenviad|encaminhei|fale com|(contatti|scriva|parli con) (il|la|mio|mia)|inoltrat|doorgestuurd|neem contact op met|vidarebefordrat|videresendt|przekazał|обратитесь к|переслал|передал|担当者|转发给|轉發給',
  ),
  rule(
    'not_interested',
    'says-no',
    "\\b(not|n't|never) (be )?(currently |really |at all |particularly )?(interested|interesting|looking|in the market|a (good )?fit|relevant|for (me|us)|need(ed)?|necessary|required|a priority)|\\bno,? (thanks?|thank you|interest|need)|\\b(we'?re|we are|i'?m|i am) (all )?(set|good|covered|happy with)|already (have|use|using|work(ing)? with|got)|(not|n't) (at this|right now|this) ?(time|moment|year|quarter)?(?=[.!,]|$)|(i'?ll|we'?ll|going to|have to) pass\\b|no budget",
    'kein (interesse|bedarf)|keinen bedarf|nicht interessiert|haben (bereits|schon)|nein,? danke|kein thema für',
    "pas (du tout )?intéress|pas (besoin|d'intérêt)|non,? merci|sans intérêt|no (me|nos) interesa|no (estoy|estamos) interesad|no,? gracias|não (tenho|temos) interesse|não (estou|estamos) interessad|não,? obrigad|non (sono|siamo|mi|ci) (interess)|no,? grazie|geen (interesse|behoefte)|niet geïnteresseerd|nee,? (bedankt|dank)",
    'inte intresser|nej,? tack|ikke interesser|nei,? takk|nej,? tak|ei kiinnosta|emme ole kiinnostuneita|ei kiitos|nie (jestem|jesteśmy) zainteresowan|nie,? dziękuj|nem(áme|ám) zájem|nem érdekel|nu (sunt|suntem) interesa|ilgilenmiyor|не интерес|неинтерес|не актуально|нет,? спасибо|не цікав|δεν (με|μας) ενδιαφέρ|興味(が|は)?(ない|ありません|ございません)|結構です|必要ありません|不感兴趣|没有?兴趣|沒有興趣|不需要|관심(이)? 없|필요 ?없|غير مهتم|לא מעוניי',
  ),
  rule(
    'interested',
    'says-yes',
    "\\b((i'?m|i am|we'?re|we are|very|would be|could be|definitely|quite) interested|sounds (good|great|interesting|like)|let'?s (talk|chat|meet|connect|schedule|set up|do)|(happy|glad|keen|love|like) to (talk|chat|meet|learn|hear|see|discuss|connect|know)|(book|schedule|set up|arrange) (a|an|some) (call|demo|meeting|time|chat)|(send|share)( me| us| over)? (more|some|the|your|further) (info\\w*|details|material|deck|pricing|proposal|slides)|tell me more|(call|ring|phone) me|i('m| am) (free|available)|works for me|yes,? (please|sure|i|we|let)|sign me up|count me in|(please )?go ahead)",
    '(sehr )?interessiert|klingt (gut|interessant|spannend)|gerne?\\b|passt (mir|gut|uns)|rufen sie (mich|uns)|(schicken|senden) sie (mir|uns)|vereinbaren|termin (machen|finden)',
    "(suis|sommes|serai|très) intéress|m'intéresse|volontiers|avec plaisir|parlons|(me|nos) interesa|(estoy|estamos) interesad|hablemos|con gusto|(tenho|temos) interesse|(estou|estamos) interessad|vamos (conversar|marcar)|(sono|siamo) interessat|volentieri|sentiamoci|(ben|zijn) geïnteresseerd|graag\\b|klinkt (goed|interessant)",
    'intresserad|låter (bra|intressant)|gärna|interessert|interesseret|lyder (godt|bra|interessant)|gjerne|kiinnostunut|kuulostaa|(jestem|jesteśmy) zainteresowan|chętnie|mám zájem|rád bych|érdekel|sunt interesat|ilgileniyor|интересно|давайте|було б цікаво|цікаво|ενδιαφέρομαι|興味があります|ぜひ|お願いします|感兴趣|有兴趣|可以聊|관심(이)? 있|مهتم|מעוניין',
  ),
  rule(
    'question',
    'asks',
    '\\b(how much|what (is|are|does)|can you|could you|do you|is it possible|who (is|are))\\b|[?？]',
  ),
];

/** What an answer seems to mean: a suggestion by its words. */
export function intentOf(newText: string): Pick<HumanReply, 'intent' | 'intentRule'> {
  const text = newText
    .slice(0, 5_000)
    .replaceAll(/[\u2018\u2019]/g, "'")
    .replaceAll(/\s+/g, ' ');
  const found = RULES.find(({ says }) => says.test(text));
  return found ? { intent: found.intent, intentRule: found.rule } : { intent: 'other', intentRule: 'no-known-words' };
}
