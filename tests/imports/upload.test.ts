import { once } from 'node:events';
import { request } from 'node:http';
import { text as textOf } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { withApi } from '../helpers/api.ts';
import { memberOf } from '../helpers/people.ts';
import { csvFile, file, upload } from './csv.ts';

const latin1 = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
const utf16 = (text: string) => new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'));
const umlauts = 'E-Mail;Vorname\nj@x.example;Jürgen';

const REFUSED: [string, string | Uint8Array<ArrayBuffer>, RegExp][] = [
  ['nothing', '', /empty/],
  ['nothing but empty lines', '\n\r\n \n', /nothing but empty lines/],
  ['a header alone', 'Email,Name\n', /no row under it/],
  ['people without a header', 'ada@example.com,Ada\nbob@example.com,Bob', /"ada@example.com", so it is no header/],
  ['an Excel workbook', 'PK\u0003\u0004\u0014\u0000', /Excel workbook.*Save or export it as CSV/],
  ['a PDF', '%PDF-1.7 x', /PDF/],
  ['a web page', '<!doctype html><title>Sign in</title>', /web page/],
  ['JSON', '[{"email":"ada@example.com"}]', /JSON/],
  ['a picture', new Uint8Array([0x89, 0x50, 0x4e, 0x47, 1, 2]), /picture/],
  ['UTF-32', new Uint8Array([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0]), /UTF-32.*Save it as UTF-8/],
  ['bytes that are no text', Uint8Array.from({ length: 400 }, (_, n) => (n * 37) % 256), /no text in UTF-8, UTF-16/],
  ['a quote that is never closed', 'Email,Name\n"ada@example.com,Ada\nbob@example.com,Bob', /never closed/],
  [
    'too many columns',
    `${Array.from({ length: 201 }, (_, n) => `c${n}`).join(',')}\n1`,
    /201 columns; 200 are allowed/,
  ],
];

test('what is no CSV of people is refused by name, and leaves nothing behind', () =>
  withApi(async ({ signUp }) => {
    const { rpc } = await signUp();
    const refusals = REFUSED.map(async ([name, content]) => {
      const { code, status, field, message } = await upload(rpc, file(content)).catch((refusal) => refusal);
      return { name, code, status, field, message };
    });
    expect(await Promise.all(refusals)).toEqual(
      REFUSED.map(([name, , reason]) => ({
        name,
        code: 'bad-file',
        status: 422,
        field: 'file',
        message: expect.stringMatching(reason),
      })),
    );
    expect((await rpc.imports.listImports({})).items).toEqual([]);
  }));

const ENCODINGS: [string, string | Uint8Array<ArrayBuffer>][] = [
  ['utf-8', umlauts],
  ['utf-8', `\ufeff${umlauts}`],
  ['utf-16le', utf16(umlauts)],
  ['windows-1252', latin1(umlauts)],
];

test('the encoding, the delimiter and the columns are found out', () =>
  withApi(async ({ signUp }) => {
    const { rpc } = await signUp();
    const jobs = ENCODINGS.map(async ([, content]) =>
      rpc.imports.getImport({ importId: await upload(rpc, file(content)) }),
    );
    expect(await Promise.all(jobs)).toEqual(
      ENCODINGS.map(([encoding]) =>
        expect.objectContaining({
          encoding,
          delimiter: ';',
          decimalMark: 'comma',
          totalRows: 1,
          columns: [
            { name: 'E-Mail', samples: ['j@x.example'] },
            { name: 'Vorname', samples: ['Jürgen'] },
          ],
          mapping: ['email', 'firstName'],
          problem: null,
        }),
      ),
    );
  }));

test('quotes, line breaks and delimiters within quotes are read as RFC 4180 says', () =>
  withApi(async ({ db, signUp }) => {
    const { rpc, workspaceId } = await signUp();
    const lines = [
      'Email,"Company, Inc",Note',
      'a@x.example,"Say ""hi""","two\nlines, and a comma"',
      '',
      'b@x.example, 6" screen ,"" ',
      'c@x.example,"",',
    ];
    const importId = await upload(rpc, file(lines.join('\r\n')));
    const chunks = await db.withWorkspace(workspaceId, (tx) => tx.importChunk.findMany({ where: { importId } }));
    expect(chunks.map(({ firstRow, rows }) => ({ firstRow, rows }))).toEqual([
      {
        firstRow: 2,
        rows: [
          ['a@x.example', 'Say "hi"', 'two\nlines, and a comma'],
          ['b@x.example', ' 6" screen ', '"" '],
          ['c@x.example', '', ''],
        ],
      },
    ]);
    expect((await rpc.imports.getImport({ importId })).columns.map(({ name }) => name)).toEqual([
      'Email',
      'Company, Inc',
      'Note',
    ]);
  }));

test('a mapping is kept, and what is wrong with it is said before and at the check', () =>
  withApi(async ({ signUp }) => {
    const { rpc } = await signUp();
    const importId = await upload(rpc, csvFile(['Email,Name', 'a@x.example,Ada']));
    await rpc.imports.updateImport({ importId, mapping: ['ignore', 'firstName'], mode: 'create' });
    const problem = expect.stringMatching(/No column goes to Email/);
    expect(await rpc.imports.getImport({ importId })).toMatchObject({ mode: 'create', problem });
    await expect(rpc.imports.checkImport({ importId })).rejects.toMatchObject({ code: 'not-ready', message: problem });
    await expect(rpc.imports.updateImport({ importId, mapping: ['email'] })).rejects.toMatchObject({
      code: 'bad-value',
      field: 'mapping',
    });
    await expect(rpc.imports.runImport({ importId })).rejects.toMatchObject({
      code: 'not-ready',
      message: expect.stringMatching(/Check it first/),
    });
  }));

test("another workspace's list and tags are not there", () =>
  withApi(async ({ signUp }) => {
    const [ours, theirs] = [await signUp(), await signUp()];
    const { id: listId } = await theirs.rpc.lists.createList({ name: 'Theirs' });
    const { id: tagId } = await theirs.rpc.tags.createTag({ name: 'Theirs' });
    const importId = await upload(ours.rpc, csvFile(['Email', 'a@x.example']));
    await expect(ours.rpc.imports.updateImport({ importId, listId })).rejects.toMatchObject({ status: 404 });
    await expect(ours.rpc.imports.updateImport({ importId, tagIds: [tagId] })).rejects.toMatchObject({ status: 404 });
    await expect(theirs.rpc.imports.getImport({ importId })).rejects.toMatchObject({ status: 404 });
  }));

test('a viewer sees imports, and brings none', () =>
  withApi(async (api) => {
    const owner = await api.signUp();
    const viewer = await memberOf(api, owner, 'viewer');
    const importId = await upload(owner.rpc, csvFile(['Email', 'a@x.example']));
    expect((await viewer.rpc.imports.listImports({})).items).toMatchObject([{ id: importId, state: 'uploaded' }]);
    await expect(upload(viewer.rpc, csvFile(['Email', 'b@x.example']))).rejects.toMatchObject({ status: 403 });
  }));

test('a deleted import takes its file with it', () =>
  withApi(async ({ db, signUp }) => {
    const { rpc, workspaceId } = await signUp();
    const importId = await upload(rpc, csvFile(['Email', 'a@x.example']));
    await rpc.imports.deleteImport({ importId });
    await expect(rpc.imports.getImport({ importId })).rejects.toMatchObject({ status: 404 });
    expect(await db.withWorkspace(workspaceId, (tx) => tx.importChunk.count())).toBe(0);
  }));

test('a file larger than 100 MB is refused before it is sent', () =>
  withApi(async ({ url, signUp }) => {
    const { cookie } = await signUp();
    const headers = { cookie, origin: url, 'content-type': 'text/csv', 'content-length': '100000001' };
    const sending = request(`${url}/api/v1/imports?fileName=big.csv`, { method: 'POST', headers });
    sending.on('error', () => {}).flushHeaders();
    const [response] = await once(sending, 'response');
    expect(response.statusCode).toBe(413);
    expect(await textOf(response)).toMatch(/larger than 100 MB.*Split it/);
    sending.destroy();
  }));
