import { useNavigate, useSearch } from '@tanstack/react-router';
import type { EnrollmentItem } from './sequence.ts';

const TABS = ['steps', 'people', 'numbers'] as const;
export type Tab = (typeof TABS)[number];

/** What the page of a sequence shows, as its address says it. */
export type SequenceView = {
  tab: Tab;
  step?: string;
  state?: EnrollmentItem['state'];
  needsAttention?: boolean;
  q?: string;
  sort?: 'newest' | 'next';
  /** The enroll dialog is open, for these, a list, a filter, or for whom is still to be said. */
  enroll?: 'contacts' | 'list' | 'filter' | 'everyone';
  ids?: string;
  listId?: string;
  filter?: unknown;
  search?: string;
};

/** What closes the enroll dialog. */
export const CLOSED = { enroll: undefined, ids: undefined, listId: undefined, filter: undefined, search: undefined };

/** A text of the address; the router reads digits alone as a number. */
export const textOf = (value: unknown) =>
  typeof value === 'string' || typeof value === 'number' ? `${value}` : undefined;

/** Reads the view from the address, and changes it there. */
export function useSequenceView() {
  const raw = useSearch({ strict: false }) as Partial<SequenceView> & Record<'q' | 'search' | 'ids', unknown>;
  const navigate = useNavigate();
  const view: SequenceView = {
    ...raw,
    tab: TABS.find((tab) => tab === raw.tab) ?? 'steps',
    q: textOf(raw.q),
    search: textOf(raw.search),
    ids: textOf(raw.ids),
  };
  const change = (some: Partial<SequenceView>, { replace = false } = {}) =>
    void navigate({ to: '.', search: { ...raw, ...some } as never, replace });
  return { view, change };
}
