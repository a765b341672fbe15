import type { MicrosoftApp } from '../../activities/clients/outlook/app.ts';
import type { Tx } from '../../prisma/db.ts';
import { idOf, type MailboxId, type SequenceId } from '../../workflows/ids.ts';
import type { Person } from '../helpers/api.ts';
import { eventually } from '../helpers/engine.ts';
import { type FakeGraph, withFakeGraph } from '../helpers/fake-graph/server.ts';
import type { Limits } from '../helpers/fake-graph/throttle.ts';
import { ALWAYS, make } from '../helpers/make.ts';
import { type Product, withProduct } from '../helpers/product.ts';
import { fakeApp, ROBIN } from './outlook-mailbox.ts';

/** The whole product, with Robin's Outlook mailbox connected by Robin. */
export type Connected = Pick<Product, 'api'> & {
  graph: FakeGraph;
  person: Person;
  mailboxId: MailboxId;
  inWorkspace: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
  /** Goes to Microsoft and comes back; returns where the page is then. */
  connect: (mailboxId?: MailboxId) => Promise<URL>;
  /** Enrolls so many people in a sequence. */
  enroll: (sequenceId: SequenceId, count: number) => Promise<void>;
};

/** Goes where a browser is sent, as the person whose session it has. */
async function follow({ api }: Pick<Product, 'api'>, { rpc, cookie }: Person, mailboxId?: MailboxId): Promise<URL> {
  const { url } = await rpc.mailboxes.connectOAuth({ provider: 'outlook', mailboxId });
  const consent = await fetch(url, { redirect: 'manual' });
  const answer = await fetch(consent.headers.get('location') ?? '', { redirect: 'manual', headers: { cookie } });
  return new URL(answer.headers.get('location') ?? '', api.url);
}

const freely = { sendWindow: ALWAYS, dailyLimit: 10_000, minGapSeconds: 0 };

/** Signs Robin up and connects the mailbox, over an app that is lent already. */
export async function connectedOver(product: Pick<Product, 'api'>, graph: FakeGraph): Promise<Connected> {
  const { api } = product;
  const person = await api.signUp({ workspace: 'Acme' });
  const inWorkspace = <T>(work: (tx: Tx) => Promise<T>) => api.db.withWorkspace(person.workspaceId, work);
  const connect = (mailboxId?: MailboxId) => follow(product, person, mailboxId);
  graph.state.signIn.email = ROBIN;
  const { pathname } = await connect();
  const mailboxId = idOf<MailboxId>(pathname.split('/').at(-1) ?? '');
  await inWorkspace((tx) => tx.mailbox.update({ where: { id: mailboxId }, data: freely }));
  const enroll = async (sequenceId: SequenceId, count: number) => {
    const people = Array.from({ length: count }, () => inWorkspace((tx) => make.contact(tx, person)));
    const selection = { kind: 'contacts' as const, contactIds: await Promise.all(people) };
    await person.rpc.enrolling.enroll({ sequenceId, mailboxId, selection });
  };
  return { api, graph, person, mailboxId, inWorkspace, connect, enroll };
}

/** Lends the whole product beside a fake Microsoft, which can call it, with a mailbox that a person has connected. */
export const withConnected = (work: (lent: Connected) => Promise<void>, limits: Partial<Limits> = {}) =>
  withFakeGraph(
    (graph) => {
      const microsoft: MicrosoftApp = fakeApp(graph);
      return withProduct(
        async (product) => {
          microsoft.hookUrl = `${product.api.url}/hooks/outlook`;
          await work(await connectedOver(product, graph));
        },
        { microsoft },
      );
    },
    { limits },
  );

/** The mails of the ledger, as soon as so many have left. */
export const sentMails = ({ inWorkspace }: Connected, count: number, forMs = 45_000) =>
  eventually(async () => {
    const rows = await inWorkspace((tx) =>
      tx.outboundEmail.findMany({ where: { state: 'sent' }, orderBy: { sentAt: 'asc' } }),
    );
    return rows.length >= count && rows;
  }, forMs);
