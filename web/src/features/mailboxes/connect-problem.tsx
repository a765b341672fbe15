import { Alert, Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { PlugZap } from 'lucide-react';
import { oauthProblemInWords } from '../../../../workflows/mailboxes/oauth-problem.calc.ts';
import { client } from '../../lib/client.ts';
import { ADD_KINDS, type Provider } from './kinds.ts';

type Search = { problem?: unknown; provider?: unknown; email?: unknown; expected?: unknown; missing?: unknown };

const textOf = (value: unknown) => (typeof value === 'string' ? value : null);
const providerOf = (value: unknown): Provider | null => (value === 'gmail' || value === 'outlook' ? value : null);

/** Says why somebody came back from a provider without a mailbox, and what to do. */
export function ConnectProblem() {
  const search: Search = useSearch({ strict: false });
  const navigate = useNavigate();
  const problem = textOf(search.problem);
  const provider = providerOf(search.provider);
  const { data } = useQuery({ ...client.mailboxes.providers.queryOptions(), enabled: problem !== null });
  if (!problem) return null;
  const scopes = textOf(search.missing)?.split(' ') ?? [];
  const permissions = data?.items.find((door) => door.provider === provider)?.permissions ?? [];
  const sentence = oauthProblemInWords(problem, {
    provider: provider ? ADD_KINDS[provider].title : 'the provider',
    email: textOf(search.email),
    expected: textOf(search.expected),
    missing: permissions.filter(({ scope }) => scopes.includes(scope)).map(({ why }) => why),
  });
  const leave = (add?: Provider) => void navigate({ to: '/mailboxes', search: { add } as never, replace: true });
  return (
    <Alert
      mb="md"
      color="red"
      variant="light"
      role="alert"
      icon={<PlugZap size={18} aria-hidden />}
      title="No mailbox was connected"
      withCloseButton
      closeButtonLabel="Close"
      onClose={() => leave()}
    >
      {sentence ?? 'Something was in the way. Connect again; if it stays so, ask your administrator.'}
      {provider && problem !== 'other-account' && (
        <Button mt="xs" variant="default" display="block" onClick={() => leave(provider)}>
          Connect again
        </Button>
      )}
    </Alert>
  );
}
