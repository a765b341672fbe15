import type { Tx } from '../../prisma/db.ts';
import type { Enrollment, Mailbox } from '../../prisma/generated/client.ts';
import { type ContactId, idOf, type MailboxId } from '../../workflows/ids.ts';
import type { Person, TestApi } from '../helpers/api.ts';
import { eventually } from '../helpers/engine.ts';
import { type FakeGoogle, type FakeGoogleOptions, withFakeGoogle } from '../helpers/fake-google/server.ts';
import { ALWAYS, make } from '../helpers/make.ts';
import { withProduct } from '../helpers/product.ts';
import { connect, idIn } from './google-api.ts';

type Steps = Parameters<typeof make.sequence>[2];

/** A person whose Gmail mailbox is connected. */
export type Outreach = {
  api: TestApi;
  google: FakeGoogle;
  person: Person;
  mailboxId: MailboxId;
  inWorkspace: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
  /** Enrolls so many new people in a new sequence. */
  enroll: (count: number, sequence?: Steps) => Promise<ContactId[]>;
  /** The enrollments of these people, as soon as all are so. */
  enrollmentsWhen: (contactIds: ContactId[], is: (row: Enrollment) => boolean) => Promise<Enrollment[]>;
  mailboxWhen: (is: (row: Mailbox) => boolean) => Promise<Mailbox>;
};

const PATIENCE_MS = 90_000;

/** Connects a mailbox as a person connects it, and lets it send at any hour. */
export async function outreachOver(api: TestApi, google: FakeGoogle): Promise<Outreach> {
  const person = await api.signUp();
  const mailboxId = idOf<MailboxId>(idIn(await connect(person)));
  const inWorkspace = <T>(work: (tx: Tx) => Promise<T>) => api.db.withWorkspace(person.workspaceId, work);
  await person.rpc.mailboxes.updateMailbox({ mailboxId, sendWindow: ALWAYS, minGapSeconds: 0, dailyLimit: 1_000 });
  return {
    api,
    google,
    person,
    mailboxId,
    inWorkspace,
    async enroll(count, sequence = {}) {
      const sequenceId = await inWorkspace((tx) => make.sequence(tx, person, sequence));
      const contactIds = await inWorkspace(async (tx) => {
        const ids: ContactId[] = [];
        for (let each = 0; each < count; each++) ids.push(await make.contact(tx, person));
        return ids;
      });
      await person.rpc.enrolling.enroll({ sequenceId, mailboxId, selection: { kind: 'contacts', contactIds } });
      return contactIds;
    },
    enrollmentsWhen: (contactIds, is) =>
      eventually(async () => {
        const rows = await inWorkspace((tx) => tx.enrollment.findMany({ where: { contactId: { in: contactIds } } }));
        return rows.length === contactIds.length && rows.every(is) && rows;
      }, PATIENCE_MS),
    mailboxWhen: (is) =>
      eventually(async () => {
        const row = await inWorkspace((tx) => tx.mailbox.findUniqueOrThrow({ where: { id: mailboxId } }));
        return is(row) && row;
      }, PATIENCE_MS),
  };
}

/** Lends the whole product with a mailbox at a Google. */
export const withOutreach = (work: (outreach: Outreach) => Promise<void>, options?: FakeGoogleOptions) =>
  withFakeGoogle(
    (google) => withProduct(async ({ api }) => work(await outreachOver(api, google)), { google: google.app }),
    options,
  );
