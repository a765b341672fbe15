import type { Database } from '../../prisma/db.ts';
import type { SecretBox } from '../../prisma/secret-box.ts';
import { idOf, type MailboxId, type WorkspaceId } from '../../workflows/ids.ts';
import { closedProvider } from './closed-provider.ts';
import { gmailProviders } from './gmail/provider.ts';
import { gmailPush, type ReadGmailPush } from './gmail/push.ts';
import type { ConnectionReport, MailboxAccess, MailProvider } from './mail-provider.ts';
import type { OAuthDoor, OAuthProvider, OAuthSecrets } from './oauth.ts';
import { type Apps, oauthDoors, SET_UP } from './oauth-doors.ts';
import { outlookMailboxes } from './outlook/provider.ts';
import { type SandboxOptions, sandboxProvider } from './sandbox/provider.ts';
import { smtpProvider } from './smtp/provider.ts';

/** A mailbox as the database has it. */
export type MailboxRow = {
  id: string;
  workspaceId: string;
  provider: 'sandbox' | 'smtp' | 'gmail' | 'outlook';
  email: string;
  settings: unknown;
  credentials: string | null;
};

/** Opens mailboxes, and keeps them open between mails. */
export type MailClients = {
  open: (mailbox: MailboxRow) => MailProvider;
  /** Tries servers that no mailbox has yet, and keeps nothing. */
  checkServers: (access: Pick<MailboxAccess, 'settings' | 'secrets'>) => Promise<ConnectionReport>;
  /** How mailboxes are connected by OAuth here. */
  oauth: Record<OAuthProvider, OAuthDoor>;
  /** Gives back what a person gave at a provider, where the mailbox has such a thing. */
  giveBack: (mailbox: MailboxRow) => Promise<void>;
  /** Reads what Google tells of Gmail; null where it is not set up. */
  gmailPush: ReadGmailPush | null;
  close: () => Promise<void>;
};

/** Where a mailbox's secrets are bound to. */
export const credentialsPlace = (mailboxId: string) => `mailboxes.credentials.${mailboxId}`;

type Way = ((access: MailboxAccess) => MailProvider) | null;
type Ways = { sandbox: SandboxOptions; gmail: Way; outlook: Way };

function providerOf(mailbox: MailboxRow, access: MailboxAccess, { sandbox, gmail, outlook }: Ways): MailProvider {
  switch (mailbox.provider) {
    case 'sandbox':
      return sandboxProvider(sandbox, access);
    case 'smtp':
      return smtpProvider(access);
    case 'gmail':
      return gmail ? gmail(access) : closedProvider(`Gmail is not set up in this installation. ${SET_UP.gmail}`);
    case 'outlook':
      return outlook
        ? outlook(access)
        : closedProvider(`Outlook is not set up in this installation. ${SET_UP.outlook}`);
  }
}

/** Seals what a provider gave anew, unless the mailbox was connected again meanwhile. */
function secretsKeeper({ db, box }: { db: Database; box: SecretBox }, { id, workspaceId, credentials }: MailboxRow) {
  let known = credentials;
  return async (secrets: unknown) => {
    const sealed = box.seal(secrets, credentialsPlace(id));
    const { count } = await db.withWorkspace(idOf<WorkspaceId>(workspaceId), (tx) =>
      tx.mailbox.updateMany({ where: { id, credentials: known }, data: { credentials: sealed } }),
    );
    if (count > 0) known = sealed;
  };
}

/** The mailboxes of all workspaces, as one process has them open. */
export function mailClients({
  db,
  box,
  sandbox,
  google = null,
  microsoft = null,
}: Apps & {
  db: Database;
  box: SecretBox;
  sandbox: Omit<SandboxOptions, 'db'>;
}): MailClients {
  const open = new Map<string, { key: string; provider: MailProvider }>();
  const gmail = google && gmailProviders(google);
  const outlook = microsoft && outlookMailboxes(microsoft);
  const oauth = oauthDoors({ google, microsoft });
  const giveBack = async ({ id, provider, credentials }: MailboxRow) => {
    const connector = provider === 'gmail' || provider === 'outlook' ? oauth[provider].connector : null;
    if (credentials) await connector?.revoke(box.open<OAuthSecrets>(credentials, credentialsPlace(id)));
  };
  return {
    open(mailbox) {
      const key = JSON.stringify([mailbox.provider, mailbox.email, mailbox.settings, mailbox.credentials]);
      const known = open.get(mailbox.id);
      if (known?.key === key) return known.provider;
      void known?.provider.close();
      const provider = providerOf(
        mailbox,
        {
          workspaceId: idOf<WorkspaceId>(mailbox.workspaceId),
          id: idOf<MailboxId>(mailbox.id),
          email: mailbox.email,
          settings: mailbox.settings,
          secrets: mailbox.credentials ? box.open(mailbox.credentials, credentialsPlace(mailbox.id)) : null,
          keepSecrets: secretsKeeper({ db, box }, mailbox),
        },
        { sandbox: { db, ...sandbox }, gmail, outlook },
      );
      open.set(mailbox.id, { key, provider });
      return provider;
    },
    async checkServers({ settings, secrets }) {
      const nobody = {
        workspaceId: idOf<WorkspaceId>(''),
        id: idOf<MailboxId>(''),
        email: '',
        keepSecrets: async () => {},
      };
      const provider = smtpProvider({ ...nobody, settings, secrets });
      try {
        return await provider.check();
      } finally {
        await provider.close();
      }
    },
    oauth,
    giveBack,
    gmailPush: google && gmailPush(google),
    close: async () => void (await Promise.all([...open.values()].map(({ provider }) => provider.close()))),
  };
}
