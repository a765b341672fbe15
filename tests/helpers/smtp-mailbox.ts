import { uuidv7 } from 'uuidv7';
import { credentialsPlace } from '../../activities/clients/mail-clients.ts';
import type { MailProvider, OutgoingMail } from '../../activities/clients/mail-provider.ts';
import { smtpProvider } from '../../activities/clients/smtp/provider.ts';
import type { SmtpSettings } from '../../activities/clients/smtp/settings.ts';
import type { SecretBox } from '../../prisma/secret-box.ts';
import { idOf } from '../../workflows/ids.ts';

/** A port where nothing answers. */
const NOWHERE = { host: '127.0.0.1', port: 1, security: 'none', user: 'robin' } as const;

type Servers = Partial<SmtpSettings> & {
  password?: string;
  /** How long a server may keep silent. */
  silenceMs?: number;
};

/** The mailbox of robin at these servers; a server that is not given answers nowhere. */
export const mailboxAt = ({ smtp = NOWHERE, imap = NOWHERE, password = 'secret', silenceMs }: Servers): MailProvider =>
  smtpProvider(
    {
      workspaceId: idOf(''),
      id: idOf(''),
      email: 'robin@acme.example',
      settings: { smtp, imap },
      secrets: { smtpPassword: password, imapPassword: password },
      keepSecrets: async () => {},
    },
    { silenceMs },
  );

/** A mail of robin to ada, filled in where a test does not care. */
export const mailToAda = (mail: Partial<OutgoingMail> = {}): OutgoingMail => ({
  messageId: '<one@acme.example>',
  from: { name: 'Robin Rep', address: 'robin@acme.example' },
  to: { name: 'Ada', address: 'ada@customer.example' },
  subject: 'Quick question',
  text: 'Hi Ada.',
  references: [],
  sentAt: Date.UTC(2026, 10, 21),
  ...mail,
});

/** The mailbox of robin at these servers, as its row. */
export function mailboxRowAt(
  box: SecretBox,
  { smtp, imap, password = 'secret' }: SmtpSettings & { password?: string },
) {
  const id = uuidv7();
  return {
    id,
    provider: 'smtp' as const,
    email: 'robin@acme.example',
    settings: { smtp, imap },
    credentials: box.seal({ smtpPassword: password, imapPassword: password }, credentialsPlace(id)),
  };
}
