import type { contract } from '../../../api/contract/contract.ts';

type Feature = keyof typeof contract;

/** Which features of the API show what an event changed, by the word before the dot of its type. */
export const TOUCHES = {
  contact: ['contacts', 'lists', 'tags', 'enrollments', 'enrolling', 'home', 'mailboxes', 'tasks'],
  tag: ['tags', 'contacts'],
  list: ['lists', 'contacts'],
  field: ['customFields', 'contacts', 'imports', 'sequences'],
  view: ['views'],
  suppression: ['suppressions', 'contacts', 'enrolling'],
  import: ['imports', 'contacts', 'lists', 'tags'],
  mailbox: ['mailboxes', 'home', 'sequences', 'enrollments', 'enrolling', 'sandbox'],
  mail: ['ledger', 'replies', 'contacts', 'sequences', 'enrollments', 'mailboxes', 'home', 'sandbox', 'suppressions'],
  sequence: ['sequences', 'enrollments', 'enrolling', 'home'],
  enrollment: ['ledger', 'enrollments', 'enrolling', 'sequences', 'contacts', 'mailboxes', 'home'],
  batch: ['enrolling', 'enrollments', 'sequences', 'home'],
  task: ['tasks', 'enrollments', 'contacts', 'home'],
  member: ['workspaces', 'account', 'contacts', 'mailboxes', 'views'],
  workspace: ['sendingPolicy', 'workspaces', 'home', 'mailboxes'],
  sandbox: ['sandbox'],
} satisfies Record<string, Feature[]>;

/** The features whose data an event makes old. */
export const touchedBy = (type: string): string[] =>
  Object.entries(TOUCHES).find(([subject]) => type.startsWith(`${subject}.`))?.[1] ?? [];
