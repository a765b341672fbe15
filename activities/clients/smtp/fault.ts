/** A refusal as a server said it: at which command, with which code, in which words. */
export type Refused = { command?: string; responseCode: number; answer: string };

/** Whose fault a refusal is, and how long to leave the server alone where it says so. */
export type Verdict = {
  fault: 'sender' | 'recipient' | 'content';
  scope?: 'mailbox' | 'domain';
  isPermanent: boolean;
  code: string;
  retryAfterMs?: number;
};

type Fault = Pick<Verdict, 'fault' | 'scope'> & {
  /** A limit passes, whatever the number before it says. */
  passes?: boolean;
};

const MAILBOX: Fault = { fault: 'sender', scope: 'mailbox' };
const LIMIT: Fault = { ...MAILBOX, passes: true };
const DOMAIN: Fault = { fault: 'sender', scope: 'domain' };
const RECIPIENT: Fault = { fault: 'recipient' };
const CONTENT: Fault = { fault: 'content' };

/** What a status (RFC 3463, RFC 7372 and the big receivers' own) says by itself, where it says enough. */
const BY_STATUS: [RegExp, Fault][] = [
  [/^[45]\.7\.(2[0-7]|3[02]|40|509|515|750)$/, DOMAIN], // SPF, DKIM, DMARC, reverse names; 5.7.515 and 5.7.750 are Microsoft's
  [/^[45]\.7\.(124|129|13[346]|193)$/, RECIPIENT], // a group that takes mail from its own people alone
  [/^[45]\.1\.8$/, DOMAIN], // the sender's domain is not known
  [/^[45]\.4\.5$/, LIMIT], // Google: so many mails a day
  [/^[45]\.7\.28$/, LIMIT],
  [/^[45]\.1\.7$/, MAILBOX], // the sender's address is none
  [/^[45]\.(3\.4|6\.\d+)$/, CONTENT],
  [/^4\.3\.\d+$/, MAILBOX], // the server itself is in trouble: it would say the same to any mail
];

/** What the words say where the status does not, or says something else: some servers have one status for everything. The first that fits counts. */
const BY_WORDS: [RegExp, Fault][] = [
  [/gr[ae]y[- ]?list/i, RECIPIENT],
  [/send ?as ?denied|send (as|on behalf)|outbound ?spam|bad outbound sender/i, MAILBOX],
  [
    /(user|recipient|mailbox|account|address)\b.{0,60}(unknown|not found|does ?n[o']t exist|disabled|inactive|over ?quota|is full)|no such (user|recipient|mailbox)|unknown (user|recipient)|mailbox full|over ?quota|(mailbox|recipient|inbox|storage).{0,40}(quota|limit|full)|(quota|storage).{0,30}(mailbox|recipient)/i,
    RECIPIENT,
  ],
  [
    /(daily|hourly|sending|smtp relay|outgoing|messages?) (user )?(sending )?(limit|quota)|(limit|quota|rate) (has been )?(exceeded|reached)|rate[- ]?limit|throttl|too (many|much) (?!recipients)|too fast|unusual rate/i,
    LIMIT,
  ],
  [
    /\b(spf|dkim|dmarc)\b|sender policy framework|unauthenticated (e-?)?mail|not (pass|meet).{0,40}authentication|domain.{0,60}(reputation|block|listed|suspended)|(reputation|block).{0,60}\bdomain/i,
    DOMAIN,
  ],
  [
    /blocked using|block ?list|black ?list|listed (at|by|in|on)\b|spamhaus|spamcop|barracuda|\b(rbl|dnsbl)\b|reputation|\b(ip|client host|sender|your (messages|mails?|address))\b.{0,60}\b(blocked|banned|suspended|rejected|denied|restricted)|complaints/i,
    MAILBOX,
  ],
  [
    /authentication (is )?required|must (be )?authenticate|not (authori[sz]ed|allowed|permitted) to (send|relay)|relay(ing)? (access )?(denied|not permitted|prohibited)|sender address rejected|does not match.{0,40}(login|user)|not owned by/i,
    MAILBOX,
  ],
  [
    /\b(spam|virus|malware|phish|attachment)|(message|mail) content|content (was )?(rejected|denied)|(body|header|subject).{0,40}(rejected|denied|check)/i,
    CONTENT,
  ],
];

const UNIT_MS: Record<string, number> = { s: 1_000, m: 60_000, h: 3_600_000 };

/** How long a server asks to be left alone: `in 300 seconds`, `for 5 min`, `00:05:00`. */
function retryAfterOf(answer: string): number | undefined {
  const clock = /\b(\d{1,2}):(\d\d):(\d\d)\b/.exec(answer);
  if (clock && /gr[ae]y|again|retry|wait|later/i.test(answer))
    return (Number(clock[1]) * 3600 + Number(clock[2]) * 60 + Number(clock[3])) * 1_000;
  const words =
    /(?:again|retry|wait|come back|later|delay).{0,30}?\b(\d{1,5}) ?(s|m|h)(?:ec(?:ond)?s?|in(?:ute)?s?|(?:ou)?rs?)?\b/i.exec(
      answer,
    );
  if (!words) return undefined;
  return Number(words[1]) * (UNIT_MS[words[2]?.toLowerCase() ?? ''] ?? 0);
}

/** The enhanced status of an answer (RFC 3463), else its three digits. */
const statusOf = ({ answer, responseCode }: Refused) =>
  /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(answer)?.[0] ?? String(responseCode);

function faultOf({ command, responseCode, answer }: Refused, status: string): Fault {
  const byStatus = BY_STATUS.find(([pattern]) => pattern.test(status))?.[1];
  if (byStatus) return byStatus;
  const byWords = BY_WORDS.find(([pattern]) => pattern.test(answer))?.[1];
  const isAboutRecipient = /^[45]\.([12]\.|4\.[146]$)/.test(status);
  if (isAboutRecipient) return byWords?.fault === 'sender' && !/^[45]\.2\.[12]$/.test(status) ? byWords : RECIPIENT;
  if (byWords) return byWords;
  if (responseCode === 421 || /^[45]\.7\./.test(status)) return MAILBOX;
  if (responseCode === 552 && command === 'MAIL FROM') return CONTENT; // its size (RFC 1870)
  if (command !== undefined && command !== 'RCPT TO' && command !== 'DATA') return MAILBOX;
  return command === 'RCPT TO' ? RECIPIENT : CONTENT;
}

/** Whose fault a refusal is. What names the sender, its domain or its limits is never held against the person; what names the person never against the mailbox. */
export function judgeRefusal(refused: Refused): Verdict {
  const code = statusOf(refused);
  const { passes = false, ...fault } = faultOf(refused, code);
  const retryAfterMs = retryAfterOf(refused.answer);
  return {
    ...fault,
    isPermanent: refused.responseCode >= 500 && !passes,
    code,
    ...(retryAfterMs ? { retryAfterMs } : {}),
  };
}
