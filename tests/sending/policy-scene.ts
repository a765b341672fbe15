import { openDatabase, type Tx } from '../../prisma/db.ts';
import type { ContactId, MailboxId, SequenceId } from '../../workflows/ids.ts';
import type { Person, TestApi } from '../helpers/api.ts';
import { eventually } from '../helpers/engine.ts';
import { withProduct } from '../helpers/product.ts';

export type PolicyScene = {
  api: TestApi;
  person: Person;
  run: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
  /** Puts people into a sequence, to be written to from a mailbox. */
  enroll: (given: { sequenceId: SequenceId; mailboxId: MailboxId; contactIds: ContactId[] }) => Promise<unknown>;
  /** What the page of somebody's enrollment shows, as soon as it is as it should be. */
  shownWhen: (of: { sequenceId: SequenceId; contactId: ContactId }, is: (shown: Shown) => boolean) => Promise<Shown>;
};

export type Shown = Awaited<ReturnType<Person['rpc']['enrollments']['getEnrollment']>>;

/** Lends a look at a database that is busy: a connection of its own, which waits for nobody. */
export async function withLook<T>(
  { api, person }: PolicyScene,
  work: (run: PolicyScene['run']) => Promise<T>,
): Promise<T> {
  const db = await openDatabase({ url: api.urls.app, pool: 1 });
  try {
    return await work((unit) => db.withWorkspace(person.workspaceId, unit));
  } finally {
    await db.close();
  }
}

/** Lends the whole product, with somebody in it who owns a workspace. */
export const withPolicyScene = (work: (scene: PolicyScene) => Promise<void>) =>
  withProduct(async ({ api }) => {
    const person = await api.signUp({ workspace: 'Acme' });
    const { enrollments, enrolling } = person.rpc;
    await work({
      api,
      person,
      run: (unit) => api.db.withWorkspace(person.workspaceId, unit),
      enroll: ({ contactIds, ...target }) =>
        enrolling.enroll({ ...target, selection: { kind: 'contacts', contactIds } }),
      shownWhen: (of, is) =>
        eventually(async () => {
          const [item] = (await enrollments.listEnrollments(of)).items;
          const shown = item && (await enrollments.getEnrollment({ enrollmentId: item.id }));
          return shown && is(shown) && shown;
        }),
    });
  });
