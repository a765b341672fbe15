import type { Logger } from 'pino';
import type { MailClients } from '../../activities/clients/mail-clients.ts';
import type { SystemMailer } from '../../activities/clients/system-mail.ts';
import type { Database, SystemDatabase, Tx } from '../../prisma/db.ts';
import type { SecretBox } from '../../prisma/secret-box.ts';
import type { UserId, WorkspaceId } from '../../workflows/ids.ts';
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

/** Who asks, and for which workspace: a person, or a program with an API key. */
export type Actor =
  | { kind: 'person'; userId: UserId; isVerified: boolean; workspaceId: WorkspaceId | null; role: Role | null }
  | { kind: 'key'; apiKeyId: string; workspaceId: WorkspaceId; role: Role };

/** What a request comes with. */
export type RequestContext = { deps: ApiDeps; headers: Headers; ipAddress: string };

/** What a handler gets, once it is known who asks. */
export type Context = RequestContext & {
  actor: Actor;
  workspaceId: WorkspaceId;
  /** The person; null for an API key. */
  userId: UserId | null;
  role: Role;
  /** One unit of work in the asker's workspace. */
  inWorkspace: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
};
