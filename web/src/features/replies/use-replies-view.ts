import { useNavigate, useSearch } from '@tanstack/react-router';

export const VIEWS = [
  { value: 'to-answer', label: 'Needs an answer' },
  { value: 'replies', label: 'All replies' },
  { value: 'away', label: 'Out of office' },
  { value: 'bounces', label: 'Bounces' },
  { value: 'complaints', label: 'Complaints' },
  { value: 'unknown', label: 'Not understood' },
] as const;

export type ViewName = (typeof VIEWS)[number]['value'];
export type RepliesView = { view?: ViewName; mailbox?: string; q?: string; mail?: string };

/** Which mails are shown, and which is open, as the address says it. */
export function useRepliesView() {
  const view = useSearch({ strict: false }) as RepliesView;
  const navigate = useNavigate();
  const change = (some: RepliesView, { isStep = false } = {}) =>
    void navigate({ to: '/replies', search: { ...view, ...some } as never, replace: !isStep, resetScroll: false });
  return { view, change };
}
