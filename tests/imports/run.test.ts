import { expect, test } from 'vitest';
import { withProduct } from '../helpers/product.ts';
import { csvFile, file, importFile, peopleFile, uploadAndCheck, whenState } from './csv.ts';

test('5,000 rows come in once, with their timelines and events; the same file again says nothing new', () =>
  withProduct(async ({ engine, api }) => {
    const { rpc, workspaceId } = await api.signUp();
    const first = await importFile(rpc, peopleFile(5_000));
    const counts = { newRows: 5_000, updatedRows: 0, skippedRows: 0, errorRows: 0, doneRows: 5_000 };
    expect(first).toMatchObject({ checked: counts, completed: counts });
    const again = await importFile(rpc, peopleFile(5_000));
    expect(again.completed).toMatchObject({ newRows: 0, updatedRows: 0, skippedRows: 5_000, errorRows: 0 });

    await engine.db.withWorkspace(workspaceId, async (tx) => {
      expect(await tx.contact.count({ where: { source: 'import' } })).toBe(5_000);
      expect(await tx.activity.count({ where: { type: 'contact_created' } })).toBe(5_000);
      expect(await tx.domainEvent.count({ where: { type: 'contact.created' } })).toBe(5_000);
      expect(await tx.importChunk.count()).toBe(0);
      expect(await tx.importKey.count()).toBe(0);
    });
  }));

test('a check counts and writes nothing; the run then does what was counted, and the rest is told row by row', () =>
  withProduct(async ({ api }) => {
    const { rpc } = await api.signUp();
    await importFile(rpc, csvFile(['Email,First name', 'ada@x.example,Augusta', 'same@x.example,Sam']));
    const lines = [
      'Email,First name,Status,Tags',
      'ADA@x.example,Ada,,vip', // known, with another name
      'same@x.example,Sam,,', // known, nothing new
      'new@x.example,Nell,customer,"vip, fair"',
      'new@x.example,Nelly,,', // the same again
      'nobody,Bob,,',
      'late@x.example,Lea,asleep,',
      ',Nobody,,',
    ];
    const { importId, checked } = await uploadAndCheck(rpc, csvFile(lines));
    const counts = { newRows: 1, updatedRows: 1, skippedRows: 2, errorRows: 3, doneRows: 7 };
    expect(checked).toMatchObject(counts);
    expect((await rpc.contacts.listContacts({ search: 'new@x.example' })).items).toEqual([]);
    expect((await rpc.tags.listTags({})).items).toEqual([]);

    await rpc.imports.runImport({ importId });
    expect(await whenState(rpc, importId, 'completed')).toMatchObject(counts);
    expect((await rpc.contacts.listContacts({ sort: 'email', order: 'asc' })).items).toMatchObject([
      { email: 'ADA@x.example', firstName: 'Ada', tags: [{ name: 'vip' }] },
      { email: 'new@x.example', firstName: 'Nell', status: 'customer', tags: [{ name: 'fair' }, { name: 'vip' }] },
      { email: 'same@x.example', firstName: 'Sam', tags: [] },
    ]);
    expect((await rpc.imports.listImportRejects({ importId })).items).toMatchObject([
      { row: 5, code: 'duplicate-in-file', isSkip: true, reason: expect.stringMatching(/^Row 4 is about/) },
      { row: 6, code: 'bad-value', isSkip: false, field: 'Email', values: ['nobody', 'Bob', '', ''] },
      { row: 7, code: 'bad-value', isSkip: false, field: 'Status', reason: expect.stringMatching(/"asleep"/) },
      { row: 8, code: 'missing-value', isSkip: false, field: 'Email' },
    ]);
    await expect(rpc.imports.runImport({ importId })).rejects.toMatchObject({ code: 'ended' });
  }));

test('the file of the rejected rows has the reason in it, runs nothing, and can be imported again', () =>
  withProduct(async ({ api }) => {
    const { rpc, cookie } = await api.signUp();
    const { importId } = await importFile(rpc, csvFile(['Email;First name', '=cmd();@SUM(A1)', 'ok@x.example;Ok']));
    const response = await fetch(`${api.url}/api/v1/imports/${importId}/rejects.csv`, { headers: { cookie } });
    expect(response.headers.get('content-disposition')).toContain("filename*=UTF-8''people%20-%20not%20imported.csv");
    const csv = await response.text();
    expect(csv.split('\r\n')).toEqual([
      'Email;First name;Row;Reason',
      expect.stringMatching(/^'=cmd\(\);'@SUM\(A1\);2;"?Email: ""?=cmd\(\)/),
      '',
    ]);
    const mended = csv.replace("'=cmd()", 'mended@x.example');
    const { completed } = await importFile(rpc, file(mended));
    expect(completed).toMatchObject({ newRows: 1, errorRows: 0 });
    expect((await rpc.contacts.listContacts({ search: 'mended' })).items).toMatchObject([{ firstName: '@SUM(A1)' }]);
  }));

test('everybody of a file goes to its list and gets its tags, known or new; who is suppressed is taken and counted', () =>
  withProduct(async ({ api }) => {
    const { rpc } = await api.signUp();
    await rpc.suppressions.addSuppressions({ text: 'muted.example' });
    await importFile(rpc, csvFile(['Email', 'known@x.example']));
    const { id: listId } = await rpc.lists.createList({ name: 'Fair' });
    const { id: tagId } = await rpc.tags.createTag({ name: 'Fair' });
    const body = csvFile(['Email', 'known@x.example', 'ada@muted.example']);
    const { importId } = await rpc.imports.createImport({ query: { fileName: 'fair.csv' }, body });
    await rpc.imports.updateImport({ importId, listId, tagIds: [tagId] });
    await rpc.imports.checkImport({ importId });
    const counts = { newRows: 1, updatedRows: 1, skippedRows: 0, mutedRows: 1 };
    expect(await whenState(rpc, importId, 'checked')).toMatchObject(counts);
    await rpc.imports.runImport({ importId });
    expect(await whenState(rpc, importId, 'completed')).toMatchObject(counts);
    const filter = JSON.stringify({
      match: 'all',
      conditions: [
        { field: 'lists', op: 'is_any_of', value: [listId] },
        { field: 'tags', op: 'is_any_of', value: [tagId] },
      ],
    });
    const { items } = await rpc.contacts.listContacts({ filter, sort: 'email', order: 'asc' });
    expect(items.map(({ email }) => email)).toEqual(['ada@muted.example', 'known@x.example']);
  }));

test('contacts can be told apart by a custom field: an address may then change, but not to one that another has', () =>
  withProduct(async ({ api }) => {
    const { rpc } = await api.signUp();
    await rpc.customFields.createCustomField({ label: 'Customer', fieldName: 'customer', fieldType: 'text' });
    await importFile(rpc, csvFile(['Email,Customer', 'old@x.example,K1', 'other@x.example,K2']));
    const body = csvFile(['Customer,Email', 'K1,new@x.example', 'K3,other@x.example', 'K4,']);
    const { importId } = await rpc.imports.createImport({ query: { fileName: 'k.csv' }, body });
    await rpc.imports.updateImport({ importId, upsertKey: 'custom.customer' });
    await rpc.imports.checkImport({ importId });
    await whenState(rpc, importId, 'checked');
    await rpc.imports.runImport({ importId });
    expect(await whenState(rpc, importId, 'completed')).toMatchObject({ newRows: 1, updatedRows: 1, errorRows: 1 });
    expect((await rpc.imports.listImportRejects({ importId })).items).toMatchObject([
      { row: 3, code: 'address-taken' },
    ]);
    expect((await rpc.contacts.listContacts({ search: 'new@x.example' })).items).toHaveLength(1);
  }));
