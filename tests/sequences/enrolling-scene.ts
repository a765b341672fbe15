import type { Tx } from '../../prisma/db.ts';
import type { MailboxId, SequenceId } from '../../workflows/ids.ts';
import { type Person, type TestApi, withApi } from '../helpers/api.ts';
import { make } from '../helpers/make.ts';

export type Scene = {
  api: TestApi;
  person: Person;
  sequenceId: SequenceId;
  mailboxId: MailboxId;
  run: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;
};

/** An active sequence of two mails, and a mailbox that is always open. */
export const withScene = (work: (scene: Scene) => Promise<void>) =>
  withApi(async (api) => {
    const person = await api.signUp();
    const run: Scene['run'] = (unit) => api.db.withWorkspace(person.workspaceId, unit);
    const { sequenceId, mailboxId } = await run(async (tx) => ({
      sequenceId: await make.sequence(tx, person, {
        name: 'Spring',
        steps: [{}, { delayAmount: 1, delayUnit: 'days' }],
      }),
      mailboxId: await make.mailbox(tx, person, { email: 'robin@acme.example' }),
    }));
    await work({ api, person, sequenceId, mailboxId, run });
  });

/** What the workflows have been told so far, in order. */
export const messages = ({ api }: Scene) => api.system.workflowMessage.findMany({ orderBy: { id: 'asc' } });
