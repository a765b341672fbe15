import { expect, test } from 'vitest';
import { idOf, type SuppressionId } from '../../workflows/ids.ts';
import { withApi } from '../helpers/api.ts';
import { make } from '../helpers/make.ts';
import { memberOf } from '../helpers/people.ts';

const csv = (...lines: string[]) => new File([lines.join('\n')], 'list.csv', { type: 'text/csv' });

test('pasted addresses and domains are added once; what names nothing is told, and what is there keeps its reason', () =>
  withApi(async ({ signUp }) => {
    const { rpc } = await signUp();
    await rpc.suppressions.addSuppressions({ text: 'ada@example.com', reason: 'bounced', note: 'gone' });
    const text = 'ADA@example.com, Grace <grace@navy.example>\nrival.example\nnobody\ngrace@navy.example';
    expect(await rpc.suppressions.addSuppressions({ text, note: 'asked by phone' })).toEqual({
      added: 2,
      alreadyThere: 1,
      refused: [{ text: 'nobody', reason: expect.stringMatching(/neither an address/) }],
      refusedCount: 1,
    });
    const { items } = await rpc.suppressions.listSuppressions({});
    expect(items).toHaveLength(3);
    expect(items).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ address: 'ada@example.com', scope: 'workspace', reason: 'bounced', note: 'gone' }),
        expect.objectContaining({ address: 'grace@navy.example', reason: 'manual', note: 'asked by phone' }),
        expect.objectContaining({ address: 'rival.example', scope: 'domain', source: 'manual' }),
      ]),
    );
  }));

test('a text without any address changes nothing, and says what it should be', () =>
  withApi(async ({ signUp }) => {
    const { rpc } = await signUp();
    await expect(rpc.suppressions.addSuppressions({ text: 'nobody' })).rejects.toMatchObject({
      code: 'bad-value',
      field: 'text',
      message: expect.stringMatching(/"nobody" is neither an address as ada@example.com nor a domain/),
    });
  }));

test('the list is searched, narrowed by reason and source, and comes page by page, the newest first', () =>
  withApi(async ({ signUp }) => {
    const { rpc } = await signUp();
    await rpc.suppressions.addSuppressions({ text: 'a@x.example', reason: 'bounced' });
    await rpc.suppressions.addSuppressions({ text: 'b@x.example', reason: 'complained' });
    await rpc.suppressions.importSuppressions({ query: {}, body: csv('Email', 'c@y.example') });
    const list = async (which: Parameters<typeof rpc.suppressions.listSuppressions>[0]) => {
      const { items, nextCursor } = await rpc.suppressions.listSuppressions(which);
      return { addresses: items.map(({ address }) => address), nextCursor };
    };
    expect((await list({})).addresses).toEqual(['c@y.example', 'b@x.example', 'a@x.example']);
    expect((await list({ search: 'X.EX' })).addresses).toEqual(['b@x.example', 'a@x.example']);
    expect((await list({ search: 'a_x' })).addresses).toEqual([]);
    expect((await list({ reason: 'complained' })).addresses).toEqual(['b@x.example']);
    expect((await list({ source: 'import' })).addresses).toEqual(['c@y.example']);
    const first = await list({ limit: 2 });
    const second = await list({ limit: 2, cursor: first.nextCursor ?? '' });
    expect([first.addresses.length, second]).toEqual([2, { addresses: ['a@x.example'], nextCursor: null }]);
  }));

test('who is in a sequence with a suppressed address or domain is stopped, and nobody else', () =>
  withApi(async ({ db, system, signUp }) => {
    const { rpc, workspaceId, userId } = await signUp();
    const place = { workspaceId, userId };
    await db.withWorkspace(workspaceId, async (tx) => {
      const ids = { sequenceId: await make.sequence(tx, place), mailboxId: await make.mailbox(tx, place) };
      const enroll = async (email: string) =>
        make.enrollment(tx, place, {
          ...ids,
          contactId: await make.contact(tx, place, { email }),
          workflowId: `enrollment/${email}`,
        });
      await enroll('ada@example.com');
      await enroll('bob@rival.example');
      await enroll('eve@elsewhere.example');
    });
    await rpc.suppressions.addSuppressions({ text: 'ada@example.com rival.example', reason: 'unsubscribed' });
    const told = await system.workflowMessage.findMany({ where: { kind: 'signal' }, orderBy: { workflowId: 'asc' } });
    expect(told.map(({ workflowId }) => workflowId)).toEqual([
      'enrollment/ada@example.com',
      'enrollment/bob@rival.example',
    ]);
    const ada = await db.withWorkspace(workspaceId, (tx) =>
      tx.contact.findFirst({ where: { email: 'ada@example.com' } }),
    );
    expect(ada?.unsubscribedAt).not.toBeNull();
  }));

test('taking an entry off needs a manager, of a complaint an admin, and is kept in the audit log', () =>
  withApi(async (api) => {
    const owner = await api.signUp();
    const [rep, manager, admin] = [
      await memberOf(api, owner, 'rep'),
      await memberOf(api, owner, 'manager'),
      await memberOf(api, owner, 'admin'),
    ];
    await rep.rpc.suppressions.addSuppressions({ text: 'spam@x.example', reason: 'complained', note: 'by AOL' });
    await rep.rpc.suppressions.addSuppressions({ text: 'out@x.example' });
    const { items } = await rep.rpc.suppressions.listSuppressions({});
    const remove = ({ rpc }: typeof rep, address: string) => {
      const suppressionId = items.find((item) => item.address === address)?.id ?? idOf<SuppressionId>('none');
      return rpc.suppressions.removeSuppression({ suppressionId });
    };
    const [out, spam] = ['out@x.example', 'spam@x.example'] as const;
    await expect(remove(rep, out)).rejects.toMatchObject({ status: 403 });
    await expect(remove(manager, spam)).rejects.toMatchObject({
      code: 'forbidden',
      message: expect.stringMatching(/needs the role admin; you are manager/),
    });
    await remove(manager, out);
    await remove(admin, spam);
    await expect(remove(admin, spam)).rejects.toMatchObject({ status: 404 });
    const audit = await api.db.withWorkspace(owner.workspaceId, (tx) =>
      tx.auditEntry.findMany({ where: { action: 'suppression.removed' }, orderBy: { createdAt: 'asc' } }),
    );
    expect(audit).toMatchObject([
      { userId: manager.userId, before: { address: 'out@x.example', reason: 'manual' } },
      { userId: admin.userId, before: { address: 'spam@x.example', reason: 'complained', detail: 'by AOL' } },
    ]);
  }));

test('a CSV brings addresses with their own reasons and notes, and the list leaves as a CSV that runs nothing', () =>
  withApi(async ({ url, signUp }) => {
    const { rpc, cookie } = await signUp();
    const body = csv(
      'Name;E-Mail;Grund;Notiz',
      'Ada;ada@x.example;abgemeldet;=1+1',
      'Bob;nobody;;',
      'Cy;cy@x.example;;',
    );
    expect(await rpc.suppressions.importSuppressions({ query: { reason: 'bounced' }, body })).toMatchObject({
      added: 2,
      refused: [{ text: 'nobody' }],
    });
    const response = await fetch(`${url}/api/v1/suppressions.csv?reason=unsubscribed`, { headers: { cookie } });
    expect((await response.text()).split('\r\n')).toEqual([
      expect.stringMatching(/Address,Kind,Reason,Source,Note,Added by,Added at$/),
      expect.stringMatching(/^ada@x\.example,address,unsubscribed,import,'=1\+1,Pat Person,\d{4}-/),
      '',
    ]);
  }));

test('a CSV without addresses is refused by name, and changes nothing', () =>
  withApi(async ({ signUp }) => {
    const { rpc } = await signUp();
    const bring = (...lines: string[]) => rpc.suppressions.importSuppressions({ query: {}, body: csv(...lines) });
    await expect(bring('Name,City', 'Ada,London')).rejects.toMatchObject({
      code: 'bad-file',
      message: expect.stringMatching(/No column holds addresses; there are Name, City/),
    });
    await expect(bring('Email')).rejects.toMatchObject({ message: expect.stringMatching(/no row under it/) });
    expect((await rpc.suppressions.listSuppressions({})).items).toEqual([]);
  }));

test("another workspace's entry does not exist here", () =>
  withApi(async ({ signUp }) => {
    const [ours, theirs] = [await signUp(), await signUp()];
    await theirs.rpc.suppressions.addSuppressions({ text: 'ada@example.com' });
    const { items } = await theirs.rpc.suppressions.listSuppressions({});
    const suppressionId = items[0]?.id ?? idOf<SuppressionId>('none');
    await expect(ours.rpc.suppressions.removeSuppression({ suppressionId })).rejects.toMatchObject({ status: 404 });
    expect((await ours.rpc.suppressions.listSuppressions({})).items).toEqual([]);
  }));
