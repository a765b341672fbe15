import { BlockList } from 'node:net';
import { isbot } from 'isbot';

/** Who opened or clicked: only a person's visits count. */
export type Verdict = 'human' | 'machine' | 'unknown';

/** Why a visit is not a person's, or not surely one. */
export type VisitReason =
  | 'head'
  | 'prefetch'
  | 'nameless'
  | 'apple-privacy'
  | 'gateway'
  | 'scanner'
  | 'preview'
  | 'program'
  | 'at-delivery'
  | 'burst'
  | 'same-source';

/** One request for the picture or a link of a mail. */
export type Visit = {
  type: 'open' | 'click';
  method: string;
  userAgent: string | null;
  ipAddress: string | null;
  /** Loaded ahead, as the browser says itself. */
  isPrefetch: boolean;
  linkId: string | null;
  at: number;
};

/** A visit that was judged before. */
export type JudgedVisit = Visit & { id: string; verdict: Verdict; reason: string | null };

export type Judgement = { verdict: Verdict; reason: VisitReason | null };

/** What is said of a new visit, and which earlier ones are seen in another light by it. */
export type VisitJudgement = Judgement & { downgraded: { id: string; reason: VisitReason }[] };

/** So soon after it was sent nobody has read a mail and followed a link of it: gateways fetch links on delivery. */
export const DELIVERY_MS = 5_000;
/** An open within so little says nothing: pictures are loaded on delivery too, and a reader who waits for a mail opens it soon. */
const OPENED_AT_ONCE_MS = 2_000;
/** Two different links of one mail are not followed by a hand within this. */
const BURST_MS = 2_000;
/** What a machine was seen at a moment ago is a machine still; later the same address may be its reader's. */
const SOURCE_MS = 60_000;

/**
 * Networks that fetch what is in mails before their readers do, as their owners publish them: Exchange Online Protection
 * (Microsoft 365 URLs and IP address ranges, id 10), Proofpoint (support site, "IP addresses"), Barracuda Email Gateway
 * Defense (campus.barracuda.com). A person behind one of them clicks from an address of their own.
 */
const GATEWAYS: [network: string, prefix: number][] = [
  ['40.92.0.0', 15],
  ['40.107.0.0', 16],
  ['52.100.0.0', 14],
  ['104.47.0.0', 17],
  ['67.231.144.0', 20],
  ['208.84.64.0', 22],
  ['208.86.200.0', 22],
  ['91.209.104.0', 24],
  ['62.209.50.0', 24],
  ['209.222.80.0', 21],
];
const gateways = new BlockList();
for (const [network, prefix] of GATEWAYS) gateways.addSubnet(network, prefix);
/** Apple's own network: Mail Privacy Protection loads every picture through it, read or not. */
const apple = new BlockList();
apple.addSubnet('17.0.0.0', 8);

const isIn = (list: BlockList, address: string | null) => {
  const bare = address?.replace(/^::ffff:/i, '') ?? '';
  return /^\d+(\.\d+){3}$/.test(bare) && list.check(bare);
};

/** Apple's proxies give this name and nothing after it (help.socketlabs.com, "Identifying Apple MPP opens"). */
const APPLE = /^Mozilla\/5\.0$/;
const SCANNER =
  /barracuda|proofpoint|mimecast|trend ?micro|tmes\b|symantec|messagelabs|sophos|fortinet|fortimail|zscaler|safelinks|ironport|ciscosecure|checkpoint|forcepoint|cloudmark|vade\b|trustwave|urlscan/i;
const PREVIEW =
  /slackbot|whatsapp|telegrambot|twitterbot|linkedinbot|skypeuripreview|facebookexternalhit|discordbot|microsoftpreview|teams\/|bingpreview/i;
/**
 * Proxies that load a picture when its reader opens the mail, and keep it: Google's says so of itself ("when your users open
 * messages", Workspace admin help), Yahoo's too. Their first load is a person's; the ones after it do not reach us.
 */
const IMAGE_PROXY = /GoogleImageProxy|YahooMailProxy/;
/** Programs for reading mail, which lists of robots take for one because they are no browser. */
const MAIL_PROGRAM =
  /thunderbird|microsoft (office|outlook)|ms-?office|outlook-(ios|android)|airmail|mailmate|em ?client|evolution/i;

/** Why the request itself is a machine's, whatever came before and after; null where it may be a person's. */
function ownReason({ type, method, userAgent, ipAddress, isPrefetch }: Visit): VisitReason | null {
  if (method !== 'GET') return 'head';
  if (isPrefetch) return 'prefetch';
  if (!userAgent) return 'nameless';
  if (APPLE.test(userAgent)) return type === 'open' ? 'apple-privacy' : 'program';
  if (type === 'open' && isIn(apple, ipAddress)) return 'apple-privacy';
  if (SCANNER.test(userAgent)) return 'scanner';
  if (isIn(gateways, ipAddress)) return 'gateway';
  if (PREVIEW.test(userAgent)) return 'preview';
  if (IMAGE_PROXY.test(userAgent) || MAIL_PROGRAM.test(userAgent)) return null;
  return isbot(userAgent) ? 'program' : null;
}

/** What the request alone says, with how long ago the mail was sent; null where that is not known. */
function judgeAlone(visit: Visit, sinceSentMs: number | null): Judgement {
  const reason = ownReason(visit);
  if (reason) return { verdict: 'machine', reason };
  if (sinceSentMs === null) return { verdict: 'human', reason: null };
  if (visit.type === 'click' && sinceSentMs < DELIVERY_MS) return { verdict: 'machine', reason: 'at-delivery' };
  if (visit.type === 'open' && sinceSentMs < OPENED_AT_ONCE_MS) return { verdict: 'unknown', reason: 'at-delivery' };
  return { verdict: 'human', reason: null };
}

const isSameSource = (a: Visit, b: Visit) => a.ipAddress === b.ipAddress && a.userAgent === b.userAgent;

/**
 * Whether a person or a machine opened or clicked, by the request, by how soon it came, and by the other visits of the same
 * mail. Later evidence counts against earlier visits: whoever follows several links at once is no reader. There is no hidden
 * link as a trap: filters hold hidden links against a mail.
 */
export function judgeVisit(
  visit: Visit,
  { sentAt, earlier }: { sentAt: number | null; earlier: JudgedVisit[] },
): VisitJudgement {
  const alone = judgeAlone(visit, sentAt === null ? null : visit.at - sentAt);
  const near = (other: JudgedVisit, ms: number) => Math.abs(visit.at - other.at) <= ms;
  const burst = earlier.filter(
    (other) =>
      visit.type === 'click' && other.type === 'click' && other.linkId !== visit.linkId && near(other, BURST_MS),
  );
  // A browser that loads ahead is the reader's own: it says nothing against them.
  const isMachine = burst.length > 0 || (alone.verdict === 'machine' && alone.reason !== 'prefetch');
  const suspect = earlier.some(
    (other) =>
      other.verdict === 'machine' &&
      other.reason !== 'prefetch' &&
      near(other, SOURCE_MS) &&
      isSameSource(other, visit),
  );
  const downgraded = earlier
    .filter((other) => other.verdict !== 'machine')
    .flatMap((other): VisitJudgement['downgraded'] => {
      if (burst.includes(other)) return [{ id: other.id, reason: 'burst' }];
      return isMachine && near(other, SOURCE_MS) && isSameSource(other, visit)
        ? [{ id: other.id, reason: 'same-source' }]
        : [];
    });
  if (alone.verdict === 'machine') return { ...alone, downgraded };
  if (burst.length > 0) return { verdict: 'machine', reason: 'burst', downgraded };
  if (suspect) return { verdict: 'machine', reason: 'same-source', downgraded };
  return { ...alone, downgraded };
}

/** Why a visit is not counted, as a page says it. */
export const VISIT_REASONS: Record<VisitReason, string> = {
  head: 'asked for the head alone, as scanners do',
  prefetch: 'loaded ahead by a browser',
  nameless: 'gave no name',
  'apple-privacy': "loaded by Apple's privacy proxy, read or not",
  gateway: 'came from the network of a mail gateway',
  scanner: 'a security scanner',
  preview: 'a link preview',
  program: 'a program, not a browser',
  'at-delivery': 'came seconds after sending',
  burst: 'followed several links at once',
  'same-source': 'came from where a machine was seen',
};
