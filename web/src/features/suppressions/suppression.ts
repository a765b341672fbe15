import type { z } from 'zod';
import type { SuppressionItem } from '../../../../api/contract/suppressions.ts';
import type { Outputs } from '../../lib/client.ts';

export type Suppression = z.output<typeof SuppressionItem>;
export type Reason = Suppression['reason'];
export type Source = Suppression['source'];
/** What became of many addresses. */
export type Added = Outputs['suppressions']['addSuppressions'];

export const REASONS: Record<Reason, { label: string; color: string }> = {
  unsubscribed: { label: 'Unsubscribed', color: 'orange' },
  bounced: { label: 'Bounced', color: 'red' },
  complained: { label: 'Complained', color: 'red' },
  manual: { label: 'By hand', color: 'gray' },
};
export const SOURCES: Record<Source, string> = {
  link: 'Link in a mail',
  header: 'Button of the mail program',
  reply: 'Reply',
  bounce: 'Bounce',
  complaint: 'Complaint',
  manual: 'A person',
  import: 'Import',
};
export const isReason = (text: unknown): text is Reason => typeof text === 'string' && text in REASONS;
export const isSource = (text: unknown): text is Source => typeof text === 'string' && text in SOURCES;

/** The reasons as a field offers them. */
export const REASON_CHOICES = Object.entries(REASONS).map(([value, { label }]) => ({ value: value as Reason, label }));
/** The sources as a field offers them. */
export const SOURCE_CHOICES = Object.entries(SOURCES).map(([value, label]) => ({ value: value as Source, label }));

const entries = (count: number) => `${count.toLocaleString('en')} ${count === 1 ? 'entry' : 'entries'}`;

/** "2 entries added, 1 was there already." */
export function addedWords({ added, alreadyThere }: Added): string {
  const there = alreadyThere > 0 ? `${entries(alreadyThere)} there already` : null;
  return `${[added > 0 || !there ? `${entries(added)} added` : null, there].filter(Boolean).join(', ')}.`;
}
