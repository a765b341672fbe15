import type { ImportId } from '../../workflows/ids.ts';
import type { Rpc } from '../helpers/api.ts';
import { eventually } from '../helpers/engine.ts';

/** A killed worker is noticed only after its heartbeats have failed. */
const WAIT_MS = 60_000;

type Part = string | Uint8Array<ArrayBuffer>;

/** A file as a browser sends it. */
export const file = (content: Part, name = 'people.csv'): File => new File([content], name, { type: 'text/csv' });

/** A CSV of these lines. */
export const csvFile = (lines: string[], name?: string): File => file(lines.join('\n'), name);

/** So many people who differ in everything. */
export const peopleFile = (people: number): File =>
  csvFile([
    'Email,First name,Company',
    ...Array.from({ length: people }, (_, n) => `p${n}@x.example,First ${n},Co ${n % 50}`),
  ]);

/** Uploads a file. */
export async function upload(rpc: Rpc, body: File): Promise<ImportId> {
  const { importId } = await rpc.imports.createImport({ query: { fileName: body.name }, body });
  return importId;
}

/** Waits until an import has this state, and gives it. */
export const whenState = (rpc: Rpc, importId: ImportId, state: string) =>
  eventually(async () => {
    const job = await rpc.imports.getImport({ importId });
    return job.state === state && job;
  }, WAIT_MS);

/** Uploads a file, and waits until it is checked. */
export async function uploadAndCheck(rpc: Rpc, body: File) {
  const importId = await upload(rpc, body);
  await rpc.imports.checkImport({ importId });
  return { importId, checked: await whenState(rpc, importId, 'checked') };
}

/** Uploads a file, checks it, runs it, and gives how it ended. */
export async function importFile(rpc: Rpc, body: File) {
  const { importId, checked } = await uploadAndCheck(rpc, body);
  await rpc.imports.runImport({ importId });
  return { importId, checked, completed: await whenState(rpc, importId, 'completed') };
}
