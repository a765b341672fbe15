import type { Config } from '../../../config.ts';
import type { Permission } from '../oauth.ts';

/** The app registration of this installation at Microsoft, and where Microsoft's services are. */
export type MicrosoftApp = {
  clientId: string;
  clientSecret: string;
  /** Where people of this tenant, or of any (`common`), sign in. */
  loginUrl: string;
  graphUrl: string;
  /** Where Microsoft tells of new mail; null where it could not reach this installation. */
  hookUrl: string | null;
  /** How long an answer of Microsoft is waited for. */
  patienceMs: number;
};

const PATIENCE_MS = 30_000;

/** What an Outlook mailbox is asked for (learn.microsoft.com/graph/permissions-reference). Nothing more: calendars, files and other people's mail stay shut. */
export const MICROSOFT_PERMISSIONS: Permission[] = [
  { scope: 'Mail.ReadWrite', why: 'writes each mail as a draft, so that none goes out twice, and sees replies' },
  { scope: 'Mail.Send', why: 'sends the drafts that it wrote' },
  { scope: 'User.Read', why: 'reads which address was connected' },
  { scope: 'offline_access', why: 'stays connected while nobody is signed in, so that mails leave at their hour' },
];

/** Microsoft calls only addresses that are open to the world and safe; a Graph of one's own, as in tests, calls any. */
function hookUrlOf({ PUBLIC_URL, MICROSOFT_GRAPH_URL }: Config): string | null {
  const { protocol, hostname } = new URL(PUBLIC_URL);
  const isOpen = protocol === 'https:' && hostname !== 'localhost' && hostname !== '127.0.0.1';
  return isOpen || MICROSOFT_GRAPH_URL.startsWith('http:') ? new URL('/hooks/outlook', PUBLIC_URL).href : null;
}

/** The app registration of the configuration, or null where it has none. */
export function microsoftApp(config: Config): MicrosoftApp | null {
  const { MICROSOFT_CLIENT_ID: clientId, MICROSOFT_CLIENT_SECRET: clientSecret } = config;
  if (!clientId || !clientSecret) return null;
  return {
    clientId,
    clientSecret,
    loginUrl: `${config.MICROSOFT_LOGIN_URL}/${config.MICROSOFT_TENANT}/oauth2/v2.0`,
    graphUrl: `${config.MICROSOFT_GRAPH_URL}/v1.0`,
    hookUrl: hookUrlOf(config),
    patienceMs: PATIENCE_MS,
  };
}
