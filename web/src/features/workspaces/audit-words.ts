import type { Outputs } from '../../lib/client.ts';
import { ROLE_WORDS } from './roles.ts';

type Entry = Outputs['workspaces']['listAudit']['items'][number];

const WORDS: Record<string, string> = {
  'api-key.created': 'created an API key',
  'api-key.revoked': 'revoked an API key',
  'contact.deleted': 'deleted contacts',
  'contact.erased': 'erased a contact',
  'contact.restored': 'restored contacts',
  'custom-field.changed': 'changed a custom field',
  'custom-field.created': 'created a custom field',
  'custom-field.deleted': 'deleted a custom field',
  'invitation.canceled': 'took back the invitation of',
  'invitation.resent': 'sent again the invitation of',
  'invitation.sent': 'invited',
  'mail.decided': 'decided what became of a mail',
  'mailbox.created': 'connected the mailbox',
  'mailbox.deleted': 'deleted the mailbox',
  'mailbox.disconnected': 'disconnected a mailbox',
  'mailbox.reconnected': 'connected a mailbox again',
  'member.joined': 'joined',
  'member.left': 'left',
  'member.made-owner': 'made owner',
  'member.removed': 'removed',
  'member.restored': 'let in again',
  'member.role-changed': 'changed the role of',
  'member.suspended': 'suspended',
  'suppression.removed': 'took from the suppression list',
  'workspace.changed': 'changed the workspace',
  'workspace.created': 'created the workspace',
  'workspace.policy-changed': 'changed the sending policy',
};

/** What a field is called where its name is not a word. */
const FIELDS: Record<string, string> = {
  capDays: 'days of the limit',
  capMails: 'mails to a contact',
  companyDays: 'days until a company is free',
  hoursBetween: 'hours between mails',
  stopsOnReplyAnywhere: 'a reply ends all sequences',
};

const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

/** A change in words; an action without words of its own is said as it is called. */
export const wordsOf = ({ action }: Entry): string => WORDS[action] ?? action.replaceAll(/[.-]/g, ' ');

/** What it was done to, where the entry names it. */
export function nameOf({ before, after, action }: Entry): string | null {
  if (action.startsWith('workspace.') || action === 'member.joined' || action === 'member.left') return null;
  const known = { ...before, ...after };
  const name = [known.email, known.name, known.label, known.fieldName, known.address].find(
    (each) => typeof each === 'string' && each !== '',
  );
  return typeof name === 'string' ? name : null;
}

const shown = (field: string, value: unknown): string => {
  if (value === undefined || value === null || value === '') return 'none';
  if (field === 'role') return Object.entries(ROLE_WORDS).find(([role]) => role === value)?.[1].label ?? textOf(value);
  return textOf(value);
};

/** What was different before, field by field: "role: Rep → Admin". */
export function changesOf({ before, after }: Entry): string[] {
  if (!before || !after) return [];
  return Object.keys(after)
    .filter((field) => field in before && textOf(before[field]) !== textOf(after[field]))
    .map((field) => `${FIELDS[field] ?? field}: ${shown(field, before[field])} → ${shown(field, after[field])}`);
}
