import { uuidv7 } from 'uuidv7';
import { activeCustomFields } from '../../prisma/custom-fields.ts';
import type { Tx } from '../../prisma/db.ts';
import { noteEvents } from '../../prisma/events.ts';
import type { Prisma } from '../../prisma/generated/client.ts';
import { tellWorkflows } from '../../prisma/outbox.ts';
import { type ImportId, idOf } from '../../workflows/ids.ts';
import { importStart, tellImport } from '../../workflows/imports/messages.ts';
import { type ImportKind, isWorking, mayMap, mayRun } from '../../workflows/imports/rules.ts';
import { Refusal } from '../../workflows/refusal.ts';
import type { Given } from '../contract/base.ts';
import type { updateImport as updateContract } from '../contract/imports.ts';
import type { Context } from '../http/context.ts';
import { type ImportRow, problemOf, targetsOf } from './import-item.ts';
import { readImport } from './queries.ts';

type One = { importId: ImportId };

const NOTHING_COUNTED = { doneRows: 0, newRows: 0, updatedRows: 0, skippedRows: 0, errorRows: 0, mutedRows: 0 };

/** An import, kept from changing until the end of the transaction. */
async function lockImport(tx: Tx, importId: ImportId): Promise<ImportRow> {
  await tx.$queryRaw`SELECT 1 FROM import_jobs WHERE id = ${importId}::uuid FOR UPDATE`;
  return readImport(tx, importId);
}

const noteProgress = (tx: Tx, importId: ImportId) =>
  noteEvents(tx, [{ type: 'import.progressed', subjectId: importId }]);

/** Forgets what an earlier check or run noted. */
async function clearResults(tx: Tx, importId: ImportId) {
  await tx.importReject.deleteMany({ where: { importId } });
  await tx.importKey.deleteMany({ where: { importId } });
  await tx.importChunk.updateMany({ where: { importId }, data: { appliedAt: null } });
}

async function assertThere(tx: Tx, { listId, tagIds }: { listId?: string | null; tagIds?: string[] }) {
  if (listId && !(await tx.contactList.findUnique({ where: { id: listId }, select: { id: true } })))
    throw new Refusal('not-found', 'There is no such list in this workspace.', 'listId');
  const wanted = new Set(tagIds);
  if (wanted.size > 0 && (await tx.tag.count({ where: { id: { in: [...wanted] } } })) < wanted.size)
    throw new Refusal('not-found', 'One of the tags does not exist in this workspace.', 'tagIds');
}

/** Changes how an import reads its file. What a check had counted is void then. */
export function updateImport({ inWorkspace }: Context, { importId, ...settings }: Given<typeof updateContract>) {
  return inWorkspace(async (tx) => {
    const job = await lockImport(tx, importId);
    if (!mayMap(job.state))
      throw new Refusal('not-ready', `The import is ${job.state}: its mapping stays as it is. Upload the file again.`);
    if (settings.mapping && settings.mapping.length !== job.columns.length)
      throw new Refusal(
        'bad-value',
        `The mapping has ${settings.mapping.length} targets, the file ${job.columns.length} columns. Give one for each.`,
        'mapping',
      );
    await assertThere(tx, settings);
    await clearResults(tx, importId);
    await tx.importJob.update({
      where: { id: importId },
      data: { ...settings, ...NOTHING_COUNTED, state: 'uploaded', reason: null },
    });
    await noteProgress(tx, importId);
  });
}

async function assertMapped(tx: Tx, job: ImportRow) {
  const problem = problemOf(job, targetsOf(await activeCustomFields(tx)));
  if (problem) throw new Refusal('not-ready', problem.sentence, problem.field);
}

async function start(
  tx: Tx,
  job: ImportRow,
  { workspaceId, kind }: Pick<Context, 'workspaceId'> & { kind: ImportKind },
) {
  const importId = idOf<ImportId>(job.id);
  const title = `${kind === 'run' ? 'Import' : 'Check'} ${job.fileName}: ${job.totalRows} rows`;
  await tellWorkflows(tx, [importStart({ workspaceId, importId, kind, attempt: uuidv7(), title })]);
  await noteProgress(tx, importId);
}

/** Counts what the import would do, by a workflow. */
export function checkImport({ inWorkspace, workspaceId }: Context, { importId }: One) {
  return inWorkspace(async (tx) => {
    const job = await lockImport(tx, importId);
    if (isWorking(job.state))
      throw new Refusal('already-running', `The import is ${job.state} already. Wait for it, or cancel it first.`);
    if (!mayMap(job.state))
      throw new Refusal('ended', `The import is ${job.state}. To check the file again, upload it again.`);
    await assertMapped(tx, job);
    await clearResults(tx, importId);
    const data = {
      ...NOTHING_COUNTED,
      state: 'checking',
      reason: null,
      startedAt: new Date(),
      completedAt: null,
    } as const;
    await tx.importJob.update({ where: { id: importId }, data });
    await start(tx, job, { workspaceId, kind: 'check' });
  });
}

/** Takes the file into contacts, by a workflow. One that was stopped goes on where it stood. */
export function runImport({ inWorkspace, workspaceId }: Context, { importId }: One) {
  return inWorkspace(async (tx) => {
    const job = await lockImport(tx, importId);
    if (isWorking(job.state))
      throw new Refusal('already-running', `The import is ${job.state} already. Wait for it, or cancel it first.`);
    if (job.state === 'completed') throw new Refusal('ended', 'The import is completed: all of its rows are in.');
    if (!mayRun(job.state))
      throw new Refusal('not-ready', 'The import has not been checked with this mapping. Check it first.');
    await assertMapped(tx, job);
    const isNew = job.state === 'checked';
    if (isNew) await clearResults(tx, importId);
    const fresh: Prisma.ImportJobUpdateInput = isNew ? { ...NOTHING_COUNTED, startedAt: new Date() } : {};
    await tx.importJob.update({
      where: { id: importId },
      data: { ...fresh, state: 'running', reason: null, completedAt: null },
    });
    await start(tx, job, { workspaceId, kind: 'run' });
  });
}

/** Tells the workflow at work that a person does not want it any more. */
export function cancelImport({ inWorkspace }: Context, { importId }: One) {
  return inWorkspace(async (tx) => {
    const { state } = await lockImport(tx, importId);
    if (!isWorking(state))
      throw new Refusal('ended', `The import is ${state}: nothing is at work that could be stopped.`);
    await tellWorkflows(tx, [tellImport.cancelled(importId, state === 'running' ? 'run' : 'check')]);
  });
}

/** Deletes an import with its file. The contacts that it brought stay. */
export function deleteImport({ inWorkspace }: Context, { importId }: One) {
  return inWorkspace(async (tx) => {
    const { state } = await lockImport(tx, importId);
    if (isWorking(state)) throw new Refusal('already-running', `The import is ${state}. Cancel it first.`);
    await tx.importJob.delete({ where: { id: importId } });
    await noteProgress(tx, importId);
  });
}
