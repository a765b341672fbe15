import { useNavigate, useSearch } from '@tanstack/react-router';
import { isReason, isSource, type Reason, type Source } from './suppression.ts';

export type View = { search?: string; reason?: Reason; source?: Source };

/** What the address of the page asks for, and how to ask for something else. */
export function useView(): { view: View; change: (some: View) => void } {
  const { q, reason, source } = useSearch({ strict: false }) as { q?: unknown; reason?: unknown; source?: unknown };
  const navigate = useNavigate();
  const view: View = {
    search: typeof q === 'string' || typeof q === 'number' ? String(q) || undefined : undefined,
    reason: isReason(reason) ? reason : undefined,
    source: isSource(source) ? source : undefined,
  };
  const change = (some: View) => {
    const { search, ...filters } = { ...view, ...some };
    void navigate({ to: '/suppressions', search: { q: search || undefined, ...filters } as never, replace: true });
  };
  return { view, change };
}
