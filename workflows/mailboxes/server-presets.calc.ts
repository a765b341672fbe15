export type Security = 'tls' | 'starttls' | 'none';
export type ServerKind = 'smtp' | 'imap';
type Place = { host: string; port: number; security: Security };
export type ServerPreset = Record<ServerKind, Place> & {
  /** What must be known before a password works there. */
  hint: string | null;
};

type Known = { domains: string[]; smtp: string; imap: string; smtpSecurity?: Security; hint?: string };

const APP_PASSWORD = 'needs an app password here: the one you sign in with is refused.';
const KNOWN: Known[] = [
  {
    domains: ['gmail.com', 'googlemail.com'],
    smtp: 'smtp.gmail.com',
    imap: 'imap.gmail.com',
    hint: `Google ${APP_PASSWORD}`,
  },
  {
    domains: ['outlook.com', 'hotmail.com', 'live.com', 'msn.com'],
    smtp: 'smtp-mail.outlook.com',
    imap: 'outlook.office365.com',
    smtpSecurity: 'starttls',
    hint: 'Microsoft takes no passwords from other programs any more, so this is likely to be refused.',
  },
  {
    domains: ['icloud.com', 'me.com', 'mac.com'],
    smtp: 'smtp.mail.me.com',
    imap: 'imap.mail.me.com',
    smtpSecurity: 'starttls',
    hint: `Apple ${APP_PASSWORD}`,
  },
  {
    domains: ['yahoo.com', 'ymail.com'],
    smtp: 'smtp.mail.yahoo.com',
    imap: 'imap.mail.yahoo.com',
    hint: `Yahoo ${APP_PASSWORD}`,
  },
  {
    domains: ['fastmail.com', 'fastmail.fm'],
    smtp: 'smtp.fastmail.com',
    imap: 'imap.fastmail.com',
    hint: `Fastmail ${APP_PASSWORD}`,
  },
  { domains: ['zoho.com'], smtp: 'smtp.zoho.com', imap: 'imap.zoho.com' },
  { domains: ['gmx.com'], smtp: 'mail.gmx.com', imap: 'imap.gmx.com' },
  { domains: ['gmx.net', 'gmx.de', 'gmx.at'], smtp: 'mail.gmx.net', imap: 'imap.gmx.net' },
];

const PORTS: Record<ServerKind, Record<Security, number>> = {
  smtp: { tls: 465, starttls: 587, none: 25 },
  imap: { tls: 993, starttls: 143, none: 143 },
};

/** The port that a server is usually at. */
export const usualPort = (kind: ServerKind, security: Security): number => PORTS[kind][security];

/** Where the servers of an address probably are. Without a domain the hosts are empty. */
export function presetFor(email: string): ServerPreset {
  const domain = /@([^@\s]+\.[^@\s.]+)$/.exec(email.trim().toLowerCase())?.[1] ?? '';
  const known = KNOWN.find(({ domains }) => domains.includes(domain));
  const security = known?.smtpSecurity ?? 'tls';
  return {
    smtp: { host: known?.smtp ?? (domain && `smtp.${domain}`), port: usualPort('smtp', security), security },
    imap: { host: known?.imap ?? (domain && `imap.${domain}`), port: usualPort('imap', 'tls'), security: 'tls' },
    hint: known?.hint ?? null,
  };
}

/** A server for a changed address: what was guessed from the old one is guessed anew, what a person typed stays. */
export function guessedAnew<T extends Place & { user: string }>(
  server: T,
  { kind, from, to }: { kind: ServerKind; from: string; to: string },
): T {
  const [old, next] = [presetFor(from)[kind], presetFor(to)[kind]];
  const isGuess = server.host === old.host && server.port === old.port && server.security === old.security;
  const user = server.user === from.trim() ? to.trim() : server.user;
  return isGuess ? { ...server, ...next, user } : { ...server, user };
}
