import type { z } from 'zod';
import type {
  ImportDetail as ImportDetailSchema,
  ImportItem as ImportItemSchema,
  ImportReject as ImportRejectSchema,
} from '../../../../api/contract/imports.ts';
import type { Filter } from '../../../../workflows/contacts/rules.ts';
import { isWorking } from '../../../../workflows/imports/rules.ts';
import type { Outputs } from '../../lib/client.ts';

export type ImportItem = z.output<typeof ImportItemSchema>;
export type ImportDetail = z.output<typeof ImportDetailSchema>;
export type ImportReject = z.output<typeof ImportRejectSchema>;
export type RejectGroup = Outputs['imports']['summarizeImportRejects']['items'][number];
export type Settings = Pick<
  ImportDetail,
  'mapping' | 'upsertKey' | 'mode' | 'listId' | 'tagIds' | 'dateOrder' | 'decimalMark'
>;

/** How often a page asks by itself while a workflow is at work, should no event reach it. */
const WORKING_POLL_MS = 2_000;

/** Asks again while a workflow is at work; else events are enough. */
export const pollOf = (jobs: Pick<ImportItem, 'state'>[]) =>
  jobs.some(({ state }) => isWorking(state)) ? WORKING_POLL_MS : false;

/** "12,345". */
export const count = (rows: number) => rows.toLocaleString('en');

/** "1 row", "12,345 rows". */
export const rowsOf = (rows: number) => `${count(rows)} ${rows === 1 ? 'row' : 'rows'}`;

/** "1 contact", "12,345 contacts". */
export const contactsOf = (contacts: number) => `${count(contacts)} ${contacts === 1 ? 'contact' : 'contacts'}`;

/** "812 B", "1.2 MB". */
export function sizeOf(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  return bytes < 1_000_000 ? `${Math.ceil(bytes / 1_000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

const DELIMITERS: Record<string, string> = { ',': 'comma', ';': 'semicolon', '\t': 'tab', '|': 'bar' };

/** How the file was read: "UTF-8, semicolon". */
export const dialectOf = ({ encoding, delimiter }: ImportDetail) =>
  `${encoding.toUpperCase().replace('WINDOWS', 'Windows')}, ${DELIMITERS[delimiter] ?? delimiter} between columns`;

/** Where the rows that are not taken can be had as a file. */
export const rejectsFileOf = (importId: string) => `/api/v1/imports/${importId}/rejects.csv`;

/** How the contacts page shows what an import brought: its list, or whatever changed last. */
export function contactsSearchOf({ listId }: ImportDetail): { filter?: Filter; sort: 'updatedAt'; order: 'desc' } {
  const order = { sort: 'updatedAt', order: 'desc' } as const;
  if (!listId) return order;
  return { ...order, filter: { match: 'all', conditions: [{ field: 'lists', op: 'is_any_of', value: [listId] }] } };
}
