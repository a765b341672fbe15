import { expect, test } from 'vitest';
import { tellWorkflows } from '../../prisma/outbox.ts';
import { type EnrollmentBatchId, idOf } from '../../workflows/ids.ts';
import { batchStart } from '../../workflows/sequences/messages.ts';
import { eventually, withEngine } from '../helpers/engine.ts';
import { make } from '../helpers/make.ts';

test('enrolled contacts get every step once, and finish', () =>
  withEngine(async (engine) => {
    const place = await make.workspace(engine);
    const { workspaceId, userId } = place;
    const inWorkspace = <T>(work: Parameters<typeof engine.db.withWorkspace<T>>[1]) =>
      engine.db.withWorkspace(workspaceId, work);
    const batchId = await inWorkspace(async (tx) => {
      const mailboxId = await make.mailbox(tx, place);
      const sequenceId = await make.sequence(tx, place, { steps: [{}, {}] });
      const contactIds = [
        await make.contact(tx, place),
        await make.contact(tx, place),
        await make.contact(tx, place, { email: null }),
      ];
      const batch = await tx.enrollmentBatch.create({
        data: { workspaceId, sequenceId, mailboxId, userId, selection: { kind: 'contacts', contactIds }, total: 3 },
      });
      await tellWorkflows(tx, [
        batchStart({ workspaceId, batchId: idOf<EnrollmentBatchId>(batch.id), sequenceId, mailboxId, title: 'Three' }),
      ]);
      return batch.id;
    });
    const enrollments = await eventually(() =>
      inWorkspace(async (tx) => {
        const rows = await tx.enrollment.findMany({ where: { batchId } });
        return rows.length === 2 && rows.every(({ state }) => state === 'completed') && rows;
      }),
    );
    expect(enrollments).toHaveLength(2);
    const sent = await inWorkspace((tx) => tx.sandboxMessage.findMany({ where: { folder: 'sent' } }));
    expect(sent).toHaveLength(4);
    expect(await inWorkspace((tx) => tx.enrollmentRefusal.findMany({ where: { batchId } }))).toMatchObject([
      { code: 'no-address' },
    ]);
  }));
