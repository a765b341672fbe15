import { expect, test } from 'vitest';
import { withApi } from '../helpers/api.ts';
import { make } from '../helpers/make.ts';

test('a task is completed once: the second time is refused by name', () =>
  withApi(async ({ db, signUp }) => {
    const { rpc, workspaceId } = await signUp();
    const taskId = await db.withWorkspace(
      workspaceId,
      async (tx) => (await tx.task.create({ data: { workspaceId, title: 'Call Ada' } })).id,
    );
    await rpc.tasks.completeTask({ taskId, outcome: 'she will call back' });
    await expect(rpc.tasks.completeTask({ taskId })).rejects.toMatchObject({
      code: 'ended',
      status: 409,
      field: 'taskId',
    });
    expect(await rpc.tasks.listTasks({ status: 'done' })).toMatchObject({
      items: [{ title: 'Call Ada', status: 'completed' }],
      nextCursor: null,
    });
  }));

test("another workspace's task does not exist here", () =>
  withApi(async ({ db, signUp }) => {
    const [ours, theirs] = [await signUp(), await signUp()];
    const taskId = await db.withWorkspace(theirs.workspaceId, async (tx) => {
      const contactId = await make.contact(tx, theirs);
      return (await tx.task.create({ data: { workspaceId: theirs.workspaceId, title: 'Theirs', contactId } })).id;
    });
    await expect(ours.rpc.tasks.completeTask({ taskId })).rejects.toMatchObject({ status: 404 });
    expect((await ours.rpc.tasks.listTasks({})).items).toEqual([]);
  }));

test('open tasks come page by page, the soonest first and those without a date last', () =>
  withApi(async ({ db, signUp }) => {
    const { rpc, workspaceId } = await signUp();
    const due = [3_000, 1_000, null, 2_000];
    await db.withWorkspace(workspaceId, (tx) =>
      tx.task.createMany({
        data: due.map((at) => ({ workspaceId, title: `due ${at}`, dueAt: at === null ? null : new Date(at) })),
      }),
    );
    const first = await rpc.tasks.listTasks({ limit: 2 });
    const second = await rpc.tasks.listTasks({ limit: 2, cursor: first.nextCursor ?? '' });
    expect([...first.items, ...second.items].map(({ title }) => title)).toEqual([
      'due 1000',
      'due 2000',
      'due 3000',
      'due null',
    ]);
    expect(second.nextCursor).toBeNull();
  }));
