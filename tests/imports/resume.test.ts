import { MockActivityEnvironment } from '@temporalio/testing';
import { expect, test } from 'vitest';
import { importActivities } from '../../activities/imports.ts';
import type { Tx } from '../../prisma/db.ts';
import type { ContactImportInput } from '../../workflows/imports/messages.ts';
import { apiOver, withApi } from '../helpers/api.ts';
import { withDatabase } from '../helpers/database.ts';
import { eventually } from '../helpers/engine.ts';
import { withProduct } from '../helpers/product.ts';
import { withTemporal } from '../helpers/temporal-server.ts';
import { peopleFile, upload, uploadAndCheck, whenState } from './csv.ts';
import { fileWithHeldTag, withHeldTag } from './held-tag.ts';
import { startWorker } from './worker-process.ts';

const written = async (tx: Tx) => ({
  contacts: await tx.contact.count(),
  notes: await tx.activity.count({ where: { type: 'contact_created' } }),
  events: await tx.domainEvent.count({ where: { type: 'contact.created' } }),
});
const once = (rows: number) => ({ contacts: rows, notes: rows, events: rows });

test('the same pages asked for three times, two of them at once, are taken once', () =>
  withApi(async ({ db, signUp }) => {
    const { rpc, workspaceId } = await signUp();
    const importId = await upload(rpc, peopleFile(3_000));
    await db.withWorkspace(workspaceId, (tx) =>
      tx.importJob.update({ where: { id: importId }, data: { state: 'running' } }),
    );
    const { importPages } = importActivities({ db });
    const input: ContactImportInput = { workspaceId, importId, kind: 'run' };
    const take = () => new MockActivityEnvironment().run(importPages, input);
    await Promise.all([take(), take()]);
    expect(await take()).toEqual({ doneRows: 3_000, totalRows: 3_000, hasMore: false });
    expect(await rpc.imports.getImport({ importId })).toMatchObject({
      doneRows: 3_000,
      newRows: 3_000,
      skippedRows: 0,
    });
    expect(await db.withWorkspace(workspaceId, written)).toEqual(once(3_000));
  }));

test('a connection that is cut in the middle of a page costs nothing: the page is taken again, once', () =>
  withProduct(async ({ engine, api }) => {
    const { rpc, workspaceId } = await api.signUp();
    const { id: tagId } = await rpc.tags.createTag({ name: 'Held' });
    const { importId } = await uploadAndCheck(rpc, fileWithHeldTag(3_000));
    await withHeldTag(engine.urls.owner, tagId, async ({ cut }) => {
      await rpc.imports.runImport({ importId });
      await cut();
    });
    expect(await whenState(rpc, importId, 'completed')).toMatchObject({ doneRows: 3_000, newRows: 3_000 });
    expect(await engine.db.withWorkspace(workspaceId, written)).toEqual(once(3_000));
  }));

test(
  'a worker killed in the middle of a page leaves nothing of it behind: the next one takes it, and no row twice',
  () =>
    withDatabase((database) =>
      withTemporal({ keepsData: false }, ({ address }) =>
        apiOver(database, async ({ signUp }) => {
          const { rpc, workspaceId } = await signUp();
          const first = await startWorker(database, address);
          const { id: tagId } = await rpc.tags.createTag({ name: 'Held' });
          const { importId } = await uploadAndCheck(rpc, fileWithHeldTag(3_000));
          await withHeldTag(database.urls.owner, tagId, async ({ taker }) => {
            await rpc.imports.runImport({ importId });
            await taker();
            await first.kill();
          });
          expect(await database.db.withWorkspace(workspaceId, written)).toEqual(once(1_000));
          const second = await startWorker(database, address);
          expect(await whenState(rpc, importId, 'completed')).toMatchObject({ doneRows: 3_000, newRows: 3_000 });
          await second.kill();
          expect(await database.db.withWorkspace(workspaceId, written)).toEqual(once(3_000));
        }),
      ),
    ),
  180_000,
);

test(
  'a run that a person stops keeps what is written, and goes on where it stood',
  () =>
    withProduct(async ({ engine, api }) => {
      const { rpc, workspaceId } = await api.signUp();
      const rows = 30_000;
      const { importId } = await uploadAndCheck(rpc, peopleFile(rows));
      await rpc.imports.runImport({ importId });
      await expect(rpc.imports.runImport({ importId })).rejects.toMatchObject({ code: 'already-running' });
      await eventually(async () => (await rpc.imports.getImport({ importId })).doneRows > 0);
      await rpc.imports.cancelImport({ importId });
      const stopped = await whenState(rpc, importId, 'cancelled');
      expect(stopped.doneRows).toBeLessThan(rows);
      expect(await engine.db.withWorkspace(workspaceId, written)).toEqual(once(stopped.doneRows));
      await expect(rpc.imports.cancelImport({ importId })).rejects.toMatchObject({ code: 'ended' });

      await rpc.imports.runImport({ importId });
      expect(await whenState(rpc, importId, 'completed')).toMatchObject({
        doneRows: rows,
        newRows: rows,
        skippedRows: 0,
      });
      expect(await engine.db.withWorkspace(workspaceId, written)).toEqual(once(rows));
    }),
  180_000,
);

test('a field that was switched off since the check keeps the run from beginning, by name', () =>
  withProduct(async ({ api }) => {
    const { rpc } = await api.signUp();
    const field = await rpc.customFields.createCustomField({ label: 'Company', fieldType: 'text' });
    const { importId, checked } = await uploadAndCheck(rpc, peopleFile(10));
    expect(checked.mapping).toContain('custom.company');
    await rpc.customFields.updateCustomField({ customFieldId: field.id, isActive: false });
    await expect(rpc.imports.runImport({ importId })).rejects.toMatchObject({
      code: 'not-ready',
      message: expect.stringMatching(/"Company" goes to "custom.company", which is no field here/),
    });
  }));
