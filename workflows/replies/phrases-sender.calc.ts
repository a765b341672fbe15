import type { Phrases } from './rules.ts';

/** Refusals of who sends, from where, how often, and of what the mail holds. */
export const ABOUT_THE_SENDER: { sure: Phrases; likely: Phrases } = {
  sure: [
    {
      reason: 'networkerror',
      says: /too many hops|hop ?count|too many ("?received"?|loops)|routing loop|mail ?loop|loop(s|ed|ing)? (back|detected)|redirect loop/,
    },
    {
      reason: 'authfailure',
      says: /\bdmarc\b|\bspf\b(?!-)|sender policy framework|\bdkim\b(?!-)|domainkeys|sender.?id .{0,30}fail|unauthenticated (e-?mail|mail|messages?)\b|(authentication|authenticity) (checks?|information|results?)|fails? (to pass )?(e-?mail |sender |domain )?authentication|not (a )?(designated|permitted) sender|not (authori[sz]ed|permitted|allowed) to send (e-?mails?|mails?|messages)? ?(from|for|on behalf|as)\b|domain ownership|required authentication level|arc (seal|chain|validation)/,
    },
    {
      reason: 'rejected',
      says: /(domain|host|address) of (the )?sender|sender('s)? (e-?mail |mail )?(address|domain|host|name)?.{0,12}(rejected|refused|invalid|denied|blocked|blacklisted|unknown|not (found|accepted|allowed|valid|verified|permitted|exist)|must|does ?n[o']t|has no|unresolv|is(n't| not) )|(invalid|unknown|bad|forged|fake|illegal|unresolvable|unroutable|malformed|non-?existent) (envelope |return |reverse )?(sender|mail from)|sender (verif\w+|call-?back|callout).{0,20}(fail|error)|callout verification failure|(could not|unable to|cannot) verify.{0,12}sender|(mail from|envelope.?(from|sender)|(reverse|return).?path|from (address|domain|header)|from: ?(address|domain)?) ?.{0,40}(reject|invalid|denied|not (allowed|accepted|permitted|valid)|does(n't| not)|forged|unknown|missing)|valid from\b|spoof|badmailfrom|envelope sender is in|sending (is |was |has been )?(suspended|paused|disabled)/,
    },
    {
      reason: 'rejected',
      says: /(may not|do(es)? ?n[o']t|not) have (the )?permission|permission to (post|send|write)|(not (allowed|permitted|authori[sz]ed)|unauthori[sz]ed) to (send|post|submit|write|mail|e-?mail)|only accepts? (e-?mail|mail|messages)? ?from|restricted to (members|authenticated|internal)|(not|n't) (a )?(member|subscribed)|subscribers? only|members? only|moderat(ed|or)|(you|sender) (are|is) not (on|in) (the|our|my|their)|(delivery|sender|address|domain) (is )?not on (the )?(allowed|approved|white|safe)/,
    },
    {
      reason: 'requireptr',
      says: /reverse.?dns|\bptr\b|\brdns\b|\bfcrdns\b|reverse.?(lookup|mapping|name|host|ip|resol|address|entr|record|dns)|(find|resolve|verify) your (reverse )?(host ?name|ip|address|dns)|(no|without|lacks?|missing|invalid) (a )?(valid )?(host ?name|dns|name) (record )?(for|of) (your )?(ip|client|host)|ip (address )?(has no|without|does(n't| not) (have|resolve))|(valid|proper) dns (entry|record) for|servers? without a valid/,
    },
    { reason: 'badreputation', says: /reputation|sender ?score|senderbase score/ },
    {
      reason: 'blocked',
      says: /too many (invalid|unknown|bad|failed|non-?existent|wrong) |\b(dns)?r?bl\b|(black|block|deny) ?-?list|blocked using|blocked (by|for|due|at|because)|(?<!not )listed (by|in|on|at) |invalid ip\b|spamhaus|spamcop|barracuda|\bsorbs\b|cbl\.|uceprotect|(client|sending|connecting|your) (host|ip|server|address|domain|network|ip address|mail server)\b.{0,40}(reject|block|denied|refused|banned|not (allowed|accepted|permitted)|prohibited)|(open|insecure) relay|(dynamic|dial-?up|residential|generic) (ip|host|address|client|rdns)|no access from|block list|banned (sending|sender|ip|host)|use (the|your) (smtp|mail|outgoing) ?(mail )?(server|relay|gateway|host) (of|at|provided)/,
    },
    { reason: 'spamdetected', says: /spam (or|and|\/) ?virus/ },
    {
      reason: 'virusdetected',
      says: /(?<!anti-?|anti )\b(virus(es)?|malware|trojan|ransomware|worm)\b|\binfected\b|вирус|ウイルス|ウィルス|病毒/,
    },
  ],
  likely: [
    {
      reason: 'toomanyconn',
      says: /too many (concurrent |simultaneous |open |parallel |smtp |active )*(connections?|sessions?|recipients?|rcpts?|threads|hosts)|(connection|session|recipient)s? (rate |count )?(limit|frequency)|(exceed|reach|over).{0,50}(number|count|max\w*|limit).{0,30}(connections?|sessions?|recipients?)|max\w* (number of )?(concurrent |parallel |simultaneous )?(connections?|sessions?)|frequency limited|excessive (number of )?(connections|sessions|recipients)/,
    },
    {
      reason: 'speeding',
      says: /rate.?limit|throttl|(sending|message|mail|delivery|e-?mail|unusual|high|submission|connection) rate|too (many|much) (messages?|e-?mails?|mails?|requests|traffic|mail|commands)|too (fast|quickly|frequent|often)|(exceed|reach|over).{0,50}(per (hour|minute|day|second)|daily|hourly|(sending|relay|outgoing|outbound|message sending) (limit|quota))|(daily|hourly|sending|relay) .{0,20}(limit|quota)|at a rate|limits? (for|on) how many|slow down|unexpected volume|volume of (mail|messages|e-?mail)|mail flood|unusual (rate|amount|volume)/,
    },
    {
      reason: 'norelaying',
      says: /relay(ing)? ?(access|operation|mail|to|of|attempt|from|by)? ?(denied|not|is|prohibited|disallowed|restricted|rejected|refused|forbidden|disabled)|(not|n't|no|cannot|den(y|ied)|refus\w*|unable to|prohibit\w*|allowed to|permitted to|configured to|mail) relay|rcpt ?hosts|relay(ing)? (is )?(denied|prohibited)|list of allowed|address is not verified|not (a )?(gateway|relay)|(not|isn't) (a )?local (domain|host)|we do not handle|not hosted (here|on this)|domain not (hosted|handled|served) /,
    },
    {
      reason: 'spamdetected',
      says: /\bspam|unsolicited|\bub?ce?\b|\bube\b|bulk (e-?)?mail|\bjunk\b|phish|\bscam\b|suspicious|content (filter|scan|restriction|policy)|(message|mail|content|e-?mail) (looks|appears|seems|scored|was (classified|identified|considered|detected|categorized))|\b(surbl|uribl|dbl)\b|(url|link|uri)s? .{0,40}(block|listed|denied|prohibit)|undesirable|denied by content|rejected (due to|for|because of) content|mail rejet[eé]|垃圾|スパム|迷惑メール|спам/,
    },
    {
      reason: 'failedstarttls',
      says: /starttls|\btls\b.{0,30}(require|fail|need|not|error|handshake|negotiat)|encrypt\w+ (is )?(required|needed)|requires? (an? )?encrypt/,
    },
    {
      reason: 'securityerror',
      says: /smtp authentication|auth(entication|orization)?\b.{0,20}(required|needed|fail|credential|mechanism|disabled|error|unsuccessful)|(must|need to|have to|please|should) (first )?(be )?(authenticat|log ?in|logged)|authenticate (first|before)|not (logged in|authenticated|signed in)|unauthenticated|(delivery|you are|sender|user|is|was|message) (not|un) ?authori[sz]ed|\bunauthori[sz]ed\b|security (issue|risk|reason|policy|threat|violation|check)|verification failure|executable|(illegal|forbidden|prohibited|dangerous|unacceptable|disallowed) (attachment|file|extension)|banned (name|content|file)s?|(attachment|file|extension).{0,40}(not (allowed|permitted|accepted)|blocked|forbidden|prohibited|banned|type)|encrypted message|certificate|credentials|cryptograph|permission denied/,
    },
  ],
};
