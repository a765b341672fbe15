import type { Tx } from '../../prisma/db.ts';
import type { Prisma } from '../../prisma/generated/client.ts';
import { tellWorkflows } from '../../prisma/outbox.ts';
import { type ContactId, type EnrollmentId, idOf, type MailboxId, type SandboxMessageId } from '../../workflows/ids.ts';
import { mailboxStart } from '../../workflows/mailboxes/messages.ts';
import type { Person } from './api.ts';
import { eventually } from './engine.ts';
import { make } from './make.ts';
import { type Product, withProduct } from './product.ts';

/** Somebody in a sequence of two mails, three days apart, who has got the first. */
export type Conversation = Product & {
  person: Person;
  mailboxId: MailboxId;
  contactId: ContactId;
  enrollmentId: EnrollmentId;
  /** The first mail, as it lies in the sandbox. */
  messageId: SandboxMessageId;
  inWorkspace: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
  /** The enrollment as soon as it is as it should be. */
  enrollmentWhen: (is: (row: EnrollmentRow) => boolean, forMs?: number) => Promise<EnrollmentRow>;
  /** The mails that came in, as soon as so many are sorted. */
  received: (count: number) => Promise<MessageRow[]>;
};

type EnrollmentRow = Prisma.EnrollmentGetPayload<{ include: { contact: true } }>;
type MessageRow = Prisma.EmailMessageGetPayload<object>;

const FIRST = { format: 'html' as const, trackOpens: true, trackClicks: true };
const BODY = '<p>Hi {{ contact.firstName }}, see <a href="https://acme.example/offer">our offer</a>.</p>';

/** Sets up a sequence of two mails and a mailbox that is watched. */
async function setUp(tx: Tx, person: Person, mailbox: Partial<Prisma.MailboxUncheckedCreateInput>) {
  const { workspaceId } = person;
  const mailboxId = await make.mailbox(tx, person, mailbox);
  await tellWorkflows(tx, [mailboxStart({ workspaceId, mailboxId, title: 'the mailbox' })]);
  const contactId = await make.contact(tx, person);
  const sequenceId = await make.sequence(tx, person, {
    steps: [
      { ...FIRST, variants: [{ subject: 'Quick question', body: BODY }] },
      { delayAmount: 3, delayUnit: 'days' },
    ],
  });
  return { mailboxId, contactId, sequenceId };
}

/** Enrolls somebody, and waits until a mail has left for them from the mailbox. */
export async function converse(
  product: Product,
  mailbox: Partial<Prisma.MailboxUncheckedCreateInput> = {},
): Promise<Omit<Conversation, 'messageId'>> {
  const { api } = product;
  const person = await api.signUp({ workspace: 'Acme' });
  const inWorkspace = <T>(work: (tx: Tx) => Promise<T>) => api.db.withWorkspace(person.workspaceId, work);
  const { mailboxId, contactId, sequenceId } = await inWorkspace((tx) => setUp(tx, person, mailbox));
  const selection = { kind: 'contacts' as const, contactIds: [contactId] };
  await person.rpc.enrolling.enroll({ sequenceId, mailboxId, selection });
  const enrollment = await eventually(() => inWorkspace((tx) => tx.enrollment.findFirst({ where: { contactId } })));
  return {
    ...product,
    person,
    mailboxId,
    contactId,
    enrollmentId: idOf<EnrollmentId>(enrollment.id),
    inWorkspace,
    enrollmentWhen: (is, forMs) =>
      eventually(async () => {
        const row = await inWorkspace((tx) =>
          tx.enrollment.findUniqueOrThrow({ where: { id: enrollment.id }, include: { contact: true } }),
        );
        return is(row) && row;
      }, forMs),
    received: (count) =>
      eventually(async () => {
        const rows = await inWorkspace((tx) =>
          tx.emailMessage.findMany({
            where: { mailboxId, direction: 'inbound', handledAt: { not: null } },
            orderBy: { receivedAt: 'asc' },
          }),
        );
        return rows.length >= count && rows;
      }),
  };
}

/** Starts a conversation, and waits until its first mail has left the sandbox and the second is waited for. */
export async function conversationOf(product: Product): Promise<Conversation> {
  const conversation = await converse(product);
  const { inWorkspace, mailboxId, enrollmentWhen } = conversation;
  await enrollmentWhen(({ currentStep, state }) => currentStep === 1 && state === 'active');
  const sent = await inWorkspace((tx) => tx.sandboxMessage.findFirstOrThrow({ where: { mailboxId, folder: 'sent' } }));
  return { ...conversation, messageId: idOf<SandboxMessageId>(sent.id) };
}

/** Lends the whole product with a conversation in it that waits for its second mail. */
export const withConversation = (work: (conversation: Conversation) => Promise<void>) =>
  withProduct(async (product) => work(await conversationOf(product)));
