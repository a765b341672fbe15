import type { Role } from '../../../../workflows/workspaces/rules.ts';

/** What each role is called, and what it may do, in a few words. */
export const ROLE_WORDS: Record<Role, { label: string; may: string }> = {
  viewer: { label: 'Viewer', may: 'sees everything and changes nothing' },
  rep: { label: 'Rep', may: 'works with contacts, sequences and mailboxes' },
  manager: { label: 'Manager', may: 'also takes people off the suppression list' },
  admin: { label: 'Admin', may: 'also manages people, keys, fields and the workspace' },
  owner: { label: 'Owner', may: 'may do everything; there is exactly one' },
};
