import { randomUUID } from 'node:crypto';
import type { MailProvider, OutgoingMail, SendOptions } from '../../activities/clients/mail-provider.ts';
import type { MicrosoftApp } from '../../activities/clients/outlook/app.ts';
import { outlookMailboxes } from '../../activities/clients/outlook/provider.ts';
import { idOf } from '../../workflows/ids.ts';
import { FAKE_APP } from '../helpers/fake-graph/login.ts';
import type { FakeGraph } from '../helpers/fake-graph/server.ts';

export const ROBIN = 'robin@acme.example';
export const ADA = 'ada@customer.example';

/** This installation as the fake knows it. */
export const fakeApp = ({ url }: Pick<FakeGraph, 'url'>, app: Partial<MicrosoftApp> = {}): MicrosoftApp => ({
  ...FAKE_APP,
  loginUrl: `${url}/common/oauth2/v2.0`,
  graphUrl: `${url}/v1.0`,
  hookUrl: null,
  patienceMs: 2_000,
  ...app,
});

export type Kept = { secrets: unknown[]; drafts: string[] };

/** Robin's mailbox, connected, without a database behind it: what it would write down is kept in a list. */
export function robinsMailbox(
  graph: FakeGraph,
  { app = {}, secrets = graph.open(ROBIN) }: { app?: Partial<MicrosoftApp>; secrets?: unknown } = {},
): { provider: MailProvider; kept: Kept; sending: (options?: Partial<SendOptions>) => SendOptions } {
  const kept: Kept = { secrets: [], drafts: [] };
  const provider = outlookMailboxes(fakeApp(graph, app))({
    workspaceId: idOf(randomUUID()),
    id: idOf(randomUUID()),
    email: ROBIN,
    settings: {},
    secrets,
    keepSecrets: async (fresh) => void kept.secrets.push(fresh),
  });
  const sending = (options: Partial<SendOptions> = {}): SendOptions => ({
    signal: new AbortController().signal,
    draftId: null,
    keepDraft: async (draftId) => void kept.drafts.push(draftId),
    ...options,
  });
  return { provider, kept, sending };
}

/** A mail that is ready to leave. */
export const mailTo = (to = ADA, mail: Partial<OutgoingMail> = {}): OutgoingMail => ({
  messageId: `<${randomUUID()}@acme.example>`,
  from: { name: 'Robin Rep', address: ROBIN },
  to: { name: 'Ada', address: to },
  subject: 'Quick question',
  text: 'Hi Ada.',
  references: [],
  sentAt: Date.UTC(2026, 10, 21),
  ...mail,
});

/** A mail that somebody wrote to Robin. */
export const mailFrom = (subject: string, headers: string[] = []) =>
  [
    `From: Ada <${ADA}>`,
    `To: ${ROBIN}`,
    `Subject: ${subject}`,
    `Message-ID: <${randomUUID()}@customer.example>`,
    ...headers,
    '',
    'Thank you.',
    '',
  ].join('\r\n');
