import { useNavigate, useSearch } from '@tanstack/react-router';

export type SandboxView = {
  folder?: 'sent' | 'inbox';
  mailbox?: string;
  q?: string;
  mail?: string;
  as?: 'mail' | 'text' | 'headers' | 'source';
};

/** What of the sandbox is shown, as the address says it. */
export function useSandboxView() {
  const view = useSearch({ strict: false }) as SandboxView;
  const navigate = useNavigate();
  const change = (some: SandboxView, { isStep = false } = {}) =>
    void navigate({ to: '/sandbox', search: { ...view, ...some } as never, replace: !isStep, resetScroll: false });
  return { view, change };
}
