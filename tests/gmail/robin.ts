import { gmailProviders } from '../../activities/clients/gmail/provider.ts';
import type { MailProvider, OutgoingMail, SendOptions } from '../../activities/clients/mail-provider.ts';
import type { OAuthSecrets } from '../../activities/clients/oauth.ts';
import { idOf, type MailboxId, type WorkspaceId } from '../../workflows/ids.ts';
import type { FakeGoogle } from '../helpers/fake-google/server.ts';

export const ROBIN = 'robin@gmail.example';
export const ADA = 'ada@customer.example';

let count = 0;

/** A mail that is ready to leave. */
export const aMail = (data: Partial<OutgoingMail> = {}): OutgoingMail => ({
  messageId: `<mail-${++count}@followthrough.example>`,
  from: { name: 'Robin Rep', address: ROBIN },
  to: { name: 'Ada', address: ADA },
  subject: 'Quick question',
  text: 'Hi Ada, how are you?',
  references: [],
  sentAt: Date.now(),
  ...data,
});

/** Robin's mailbox as the real client of Gmail opens it, and the ledger's part in a handover. */
export type Robin = {
  provider: MailProvider;
  /** What the ledger keeps of a draft, from one attempt to the next. */
  ledger: { draftId: string | null };
  /** The secrets that were written back. */
  kept: OAuthSecrets[];
  send: (mail: OutgoingMail, options?: Partial<SendOptions>) => ReturnType<MailProvider['send']>;
};

/** Opens Robin's mailbox at this Google, with waits of tests. */
export function robinAt(google: FakeGoogle, secrets: OAuthSecrets | null = google.grant(ROBIN)): Robin {
  const kept: OAuthSecrets[] = [];
  const ledger: Robin['ledger'] = { draftId: null };
  const provider = gmailProviders(google.app)({
    workspaceId: idOf<WorkspaceId>('workspace'),
    id: idOf<MailboxId>('mailbox'),
    email: ROBIN,
    settings: {},
    secrets,
    keepSecrets: async (given) => void kept.push(given as OAuthSecrets),
  });
  return {
    provider,
    ledger,
    kept,
    send: (mail, options) =>
      provider.send(mail, {
        signal: new AbortController().signal,
        draftId: ledger.draftId,
        keepDraft: async (draftId) => {
          ledger.draftId = draftId;
        },
        ...options,
      }),
  };
}

/** A mail from outside. */
export const fromAda = (headers: Record<string, string> = {}, text = 'Yes, gladly.') =>
  `${Object.entries({
    From: `Ada <${ADA}>`,
    To: ROBIN,
    Subject: 'Re: Quick question',
    'Message-ID': `<ada-${++count}@customer.example>`,
    ...headers,
  })
    .map(([name, value]) => `${name}: ${value}`)
    .join('\r\n')}\r\n\r\n${text}\r\n`;
