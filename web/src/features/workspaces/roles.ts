import type { Role } from '../../../../workflows/workspaces/rules.ts';

/** What each role is called, and what it may do, in a few words. */
export const ROLE_WORDS: Record<Role, { label: string; may: string }> = {
  viewer: { label: 'Viewer', may: 'sees everything and changes nothing' },
  rep: { label: 'Rep', may: 'works with contacts, sequences and mailboxes' },
  manager: { label: 'Manager', may: 'works as a rep does, and takes people off the suppression list' },
  admin: { label: 'Admin', may: 'manages people, API keys, custom fields and the workspace too' },
  owner: { label: 'Owner', may: 'may do everything; there is exactly one' },
};
