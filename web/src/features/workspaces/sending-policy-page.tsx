import { useQuery } from '@tanstack/react-query';
import { client } from '../../lib/client.ts';
import { Waiting } from '../../ui/states.tsx';
import { SendingPolicyForm } from './sending-policy-form.tsx';

/** What the workspace asks of all its senders together. */
export function SendingPolicyPage() {
  const query = useQuery(client.sendingPolicy.readPolicy.queryOptions());
  if (!query.data) return <Waiting query={query} />;
  return <SendingPolicyForm policy={query.data} />;
}
