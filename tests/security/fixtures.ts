import type { Things } from './furnish.ts';

/** Which thing an id field names, where its name does not say it. */
const OTHER_NAMES: Record<string, keyof Things> = {
  assignedToId: 'userId',
  createdById: 'userId',
  moveTo: 'mailboxId',
  ownerId: 'userId',
  enrollmentBatchId: 'batchId',
  importJobId: 'importId',
  savedViewId: 'viewId',
  sandboxId: 'sandboxMessageId',
};

/** The id that belongs into a field. A new kind of id is made in furnish.ts, a new name for one is listed above. */
export function thingFor(things: Things, field: string): string {
  const name = field.replace(/Ids$/, 'Id');
  const known = OTHER_NAMES[name] ?? (name as keyof Things);
  const id = things[known];
  if (!id)
    throw new Error(`tests/security: which thing is "${field}"? Make one in furnish.ts, or name it in fixtures.ts.`);
  return id;
}

/** What an endpoint needs beside its ids, where a plain sample is refused before the ids are looked at. */
export const INPUTS: Record<string, Record<string, unknown>> = {
  'contacts.createContact': { firstName: 'Sample' },
  'mailboxes.previewHolidays': { country: 'DE' },
};

/** Endpoints that the walk leaves out, and why. */
export const LEFT_OUT: Record<string, string> = {
  'live.streamEvents': 'it does not end; tests/security/events.test.ts',
};

/** Fields of a change in which an id of elsewhere is passed over rather than refused. The walk proves that it does nothing. */
export const PASSED_OVER: Record<string, string[]> = {};
