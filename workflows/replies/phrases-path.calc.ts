import type { Phrases } from './rules.ts';

/** Failures of the mail itself, of a server, and of the way there. */
export const ABOUT_THE_PATH: Phrases = [
  { reason: 'systemerror', says: /service (is )?refus[eé]/ },
  {
    reason: 'exceedlimit',
    says: /message (length|size)?.{0,12}exceeds? (the )?administrative limit|message length exceeds/,
  },
  {
    reason: 'mesgtoobig',
    says: /(header|body|line|subject|message line)s? (is |are |was )?too long|(message|mail|e-?mail|size|attachments?|header|body|line|content|data|it)s?\b.{0,50}(too (big|large)|exceed\w*.{0,40}(size|length|limit|max)|(larger|bigger|longer) than|size limit|line limit)|max\w* .{0,12}(message|mail|e-?mail|allowed|line)? ?(size|length)|exceed\w* .{0,40}(message|mail|max\w*|fixed|size|administrative|byte) ?(size|length|limit|max\w*)?|(size|line|length) (limit )?exceed|too (big|large) (a )?(message|for|mail)|message too|nachricht.{0,20}zu groß|trop (volumineux|gros)|demasiado grande|размер.{0,30}превыш/,
  },
  {
    reason: 'notcompliantrfc',
    says: /(not|non).?(rfc|compliant|conform)|rfc ?-?(2?822|532[12]|2045).{0,30}(compl|violat|conform|not)|(violat|compl\w+ with).{0,20}rfc/,
  },
  {
    reason: 'policyviolation',
    says: /polic(y|ies)|violation|administrative(ly)? (prohibit|reject|den)|(message|mail|dm email) (is |was )?not (allowed|accepted|permitted)|header error|prohibited|denied by|not acceptable|forbidden|disallowed|restriction/,
  },
  {
    reason: 'contenterror',
    says: /(malformed|invalid|bad|improper|missing|duplicate|illegal|corrupt\w*|no|multiple) .{0,16}(header|mime|date|message-id|subject|character)|header.{0,24}(malformed|missing|invalid|duplicate|line)|\bmime\b|8 ?-?bit|charset|(bare|lone) (lf|cr|line)|unacceptable content|content (was |is )?(rejected|error|conver|not|refused|denied)|media (error|type|not)|conversion (required|failed|not)|body (type|hash)|non-ascii|smtputf8|line (is )?too long/,
  },
  {
    reason: 'blocked',
    says: /access (is )?denied|(^|\W)(you are|you're|been|is|was|are|mail|messages?|address|ip|e-?mail) (now |currently |temporarily )?(blocked|banned|barred)|\bblocked\b|refused to talk to me|connection (was |has been |is )?(rejected|denied|not (allowed|accepted))|(mail|connections?|messages?|e-?mail|traffic) from .{0,60}(not accepted|not allowed|reject|refused|denied|weren't sent)|\babuse\b|(helo|ehlo).{0,30}(reject|invalid|denied|bad|not|must)|(bad|invalid) (helo|ehlo)/,
  },
  {
    reason: 'syntaxerror',
    says: /syntax|(command|parameter|argument|option)s?\b.{0,30}(unrecogni|not (implemented|recogni|supported)|unknown|invalid|out of|unexpected)|unrecogni[sz]ed|bad (sequence|command)|sequence of commands|invalid command|malformed( recipient)? address|not implemented|protocol error|nested mail command|pipelining|need (mail|rcpt|helo)/,
  },
  { reason: 'onhold', says: /gr[ea]y.?list|on hold|held (for|in)|quarantin|postgrey/ },
  {
    reason: 'mailererror',
    says: /(command|pipe|program|procmail|maildrop|script|mailer|agent|x-unix)\b.{0,60}(died|output|exit|error|fail|terminated|return|status|generated|signal|couldn't)|pipe to \||exit(ed)? (with )?(value|code|status)|mailer error|x-unix|local delivery (agent|fail)|cannot execute|command failed/,
  },
  {
    reason: 'expired',
    says: /retry.?time.?(out|limit)?.{0,12}(exceed|expired)|retry timeout|(connection|connect|session|operation|conversation|delivery|smtp|timed).{0,40}timed? ?-?out|time(d)? ?out|\bexpir(ed|y)|giv(e|en|ing) up|(in|on) (the )?queue (for )?too long|queue.{0,40}(time|days|hours|long|expire)|(for|after|within|over|than|last) (the last |more than |over )?\d+(\.\d+)? ?(hour|day|second|minute|h\b|d\b)|too old|has been delayed|delivery (has been |is |was )?(delayed|attempts)|max\w* (retries|attempts|queue ?time)|unable to deliver this message after|not be delivered (for|within|after)|retries? exceeded|no longer (be )?retr/,
  },
  {
    reason: 'networkerror',
    says: /(connection|network|route|destination|socket|link|host|server|session).{0,30}(refused|reset|unreachable|lost|dropped|closed|aborted|broken|down|fail|error)|no route|lost (the )?connection|(dns|name ?server|name service|resolver).{0,40}(error|fail|problem|timeout|reply|unavailable|issue|lookup)|host not found, try|(could ?n[o']t|can ?not|can't|unable to|failed to|not) (connect|contact|reach|talk|communicate)|could not be (contacted|reached)|not responding|able to establish|communication (problem|failure|error)|no answer from host|unreachable|handshake|host name lookup failure|malformed or unexpected|error transferring/,
  },
  {
    reason: 'systemerror',
    says: /(internal|server|system|local|config\w*|software|database|ldap|i\/o|resource|service|lookup|backend|processing|transaction|temporary|aliasing|storage|disk|queue|unexpected|unknown|delivery).{0,30}(error|fail|unavailable|not available|problem|exception|closing|shut)|service (is )?(currently |temporarily )?(un|not )avail|transaction (was )?(failed|rejected|aborted)|could not load|can ?not (open|write|lock|allocate|create|append)|out of (memory|resources)|try (again )?later|local problem|overload|busy|maintenance|alias loop|ambiguous (recipient|address)|loop back to myself|read-?only file/,
  },
];
