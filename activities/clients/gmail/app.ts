import type { Config } from '../../../config.ts';
import type { Permission } from '../oauth.ts';

/** The OAuth client of this installation at Google, and where Google's services are. */
export type GoogleApp = {
  clientId: string;
  clientSecret: string;
  accountsUrl: string;
  tokenUrl: string;
  apiUrl: string;
  certsUrl: string;
  /** Where Gmail tells of new mail; null where mailboxes are polled. */
  topic: string | null;
  /** The account whose token Google's calls carry. */
  pushAccount: string | null;
  unitsPerMinute: number;
  /** How long an answer of Google is waited for. */
  patienceMs: number;
};

const PATIENCE_MS = 30_000;
const SCOPE = 'https://www.googleapis.com/auth/gmail';

/** What a Gmail mailbox is asked for. Nothing more: labels, settings and other folders stay shut. */
export const GOOGLE_PERMISSIONS: Permission[] = [
  { scope: `${SCOPE}.compose`, why: 'writes each mail as a draft and sends it, so that none goes out twice' },
  { scope: `${SCOPE}.readonly`, why: 'sees replies and failed deliveries, so that nobody gets mail after answering' },
  { scope: 'https://www.googleapis.com/auth/userinfo.email', why: 'reads which address was connected' },
];

/** The Google client of the configuration, or null where it has none. */
export function googleApp(config: Config): GoogleApp | null {
  const { GOOGLE_CLIENT_ID: clientId, GOOGLE_CLIENT_SECRET: clientSecret } = config;
  if (!clientId || !clientSecret) return null;
  return {
    clientId,
    clientSecret,
    accountsUrl: config.GOOGLE_ACCOUNTS_URL,
    tokenUrl: config.GOOGLE_TOKEN_URL,
    apiUrl: config.GOOGLE_API_URL,
    certsUrl: config.GOOGLE_CERTS_URL,
    topic: (config.GOOGLE_PUBSUB_ACCOUNT && config.GOOGLE_PUBSUB_TOPIC) || null,
    pushAccount: config.GOOGLE_PUBSUB_ACCOUNT ?? null,
    unitsPerMinute: config.GOOGLE_UNITS_PER_MINUTE,
    patienceMs: PATIENCE_MS,
  };
}
