import type { Logger } from 'pino';
import type { MailClients } from '../../activities/clients/mail-clients.ts';
import type { SystemMailer } from '../../activities/clients/system-mail.ts';
import type { AuditedBy } from '../../prisma/audit.ts';
import type { Database, SystemDatabase, Tx } from '../../prisma/db.ts';
import type { SecretBox } from '../../prisma/secret-box.ts';
import type { ApiKeyId, UserId, WorkspaceId } from '../../workflows/ids.ts';
import type { Role } from '../../workflows/workspaces/rules.ts';
import type { Auth } from '../workspaces/auth.ts';
import type { LiveEvents } from './live.ts';

/** What the api works with, built once by the entrance. */
export type ApiDeps = {
  db: Database;
  system: SystemDatabase;
  auth: Auth;
  mail: MailClients;
  mailer: SystemMailer;
  box: SecretBox;
  live: LiveEvents;
  /** Answers within a second whether Temporal does. */
  pingTemporal: () => Promise<void>;
  linkSecret: string;
  publicUrl: string;
  temporalUiUrl: string;
  temporalNamespace: string;
  isDemo: boolean;
  log: Logger;
};

/** A person who is signed in. */
export type Person = {
  kind: 'person';
  userId: UserId;
  sessionId: string;
  email: string;
  isVerified: boolean;
  workspaceId: WorkspaceId | null;
  role: Role | null;
};

/** A program with an API key. */
export type KeyHolder = { kind: 'key'; apiKeyId: ApiKeyId; workspaceId: WorkspaceId; role: Role };

/** Whoever calls a public endpoint without saying who they are. */
export type Nobody = { kind: 'nobody'; workspaceId: null; role: null };

/** Who asks, and for which workspace. */
export type Actor = Person | KeyHolder | Nobody;

/** What a request comes with. */
export type RequestContext = {
  deps: ApiDeps;
  headers: Headers;
  ipAddress: string;
  /** Sends these cookies with the answer. */
  setCookies: (lines: string[]) => void;
};

/** What a handler gets, once it is known who asks. */
export type Context = RequestContext & {
  actor: Actor;
  workspaceId: WorkspaceId;
  /** The person; null for an API key. */
  userId: UserId | null;
  role: Role;
  /** Who it was, for the audit log. */
  by: AuditedBy;
  /** One unit of work in the asker's workspace. */
  inWorkspace: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
  /** One unit of work on identities, outside of any workspace. */
  inSystem: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
};
