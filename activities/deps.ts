import type { Logger } from 'pino';
import type { Database, SystemDatabase } from '../prisma/db.ts';
import type { MailClients } from './clients/mail-clients.ts';
import type { SystemMailer } from './clients/system-mail.ts';

/** What activities work with, built once by the entrance. */
export type Deps = {
  db: Database;
  system: SystemDatabase;
  mail: MailClients;
  mailer: SystemMailer;
  /** Signs the links in mails. */
  linkSecret: string;
  publicUrl: string;
  log: Logger;
};
