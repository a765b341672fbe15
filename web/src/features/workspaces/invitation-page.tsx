import { Button, Stack, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link, useParams, useSearch } from '@tanstack/react-router';
import type { z } from 'zod';
import type { acceptInvitation } from '../../../../api/contract/members.ts';
import { ApiProblem, client, type Outputs, rpc } from '../../lib/client.ts';
import { useMe } from '../../lib/me.ts';
import { FormProblem } from '../../ui/form-problem.tsx';
import { Failed, Loading } from '../../ui/states.tsx';
import { Outside } from './outside.tsx';
import { ROLE_WORDS } from './roles.ts';

type Invitation = Outputs['workspaces']['readInvitation'];
type Given = z.output<NonNullable<(typeof acceptInvitation)['~orpc']['inputSchema']>>;

const isGone = (error: Error) => error instanceof ApiProblem && error.status < 500;

/** For somebody who is signed in with the invited address. */
function Join({ invitation, given }: { invitation: Invitation; given: Given }) {
  const { mutate, error, isPending } = useMutation(
    client.workspaces.acceptInvitation.mutationOptions({
      meta: { showsErrors: true },
      onSuccess: () => window.location.assign('/'),
    }),
  );
  return (
    <>
      <FormProblem error={error} />
      <Button size="sm" autoFocus loading={isPending} onClick={() => mutate(given)}>
        Join {invitation.workspaceName}
      </Button>
    </>
  );
}

/** For somebody who is signed in with another address. */
function Elsewhere({ email, invited }: { email: string; invited: string }) {
  const signOut = async () => {
    await rpc.account.signOut();
    window.location.reload();
  };
  return (
    <>
      <Text size="sm">
        It is for {invited}, and you are signed in as {email}.
      </Text>
      <Button size="sm" onClick={() => void signOut()}>
        Sign out and use that address
      </Button>
    </>
  );
}

function Open({ invitation, given }: { invitation: Invitation; given: Given }) {
  const user = useMe()?.user;
  const { email, hasAccount } = invitation;
  if (user && user.email.toLowerCase() === email.toLowerCase()) return <Join invitation={invitation} given={given} />;
  if (user) return <Elsewhere email={user.email} invited={email} />;
  const next = `/invitations/${given.invitationId}?token=${encodeURIComponent(given.token)}`;
  return (
    <Button component={Link} size="sm" to={hasAccount ? '/sign-in' : '/sign-up'} search={{ next, email } as never}>
      {hasAccount ? 'Sign in to accept' : 'Create an account to accept'}
    </Button>
  );
}

function Closed({ state, inviterName }: Invitation) {
  const reason = {
    open: '',
    accepted: 'This invitation was accepted already.',
    canceled: `This invitation was taken back. Ask ${inviterName} for a new one.`,
    expired: `This invitation is older than seven days. Ask ${inviterName} for a new one.`,
  }[state];
  return (
    <>
      <Text size="sm">{reason}</Text>
      <Button component="a" href="/" size="sm" variant="default">
        Go to Followthrough
      </Button>
    </>
  );
}

/** What an invitation is to, and the way in. */
export function InvitationPage() {
  const { invitationId } = useParams({ strict: false }) as Pick<Given, 'invitationId'>;
  const { token } = useSearch({ strict: false }) as { token?: string };
  const given = { invitationId, token: token ?? '' };
  const {
    data: invitation,
    error,
    refetch,
  } = useQuery(client.workspaces.readInvitation.queryOptions({ input: given }));
  return (
    <Outside title={invitation ? `Join ${invitation.workspaceName}` : 'Invitation'}>
      {!invitation && !error && <Loading rows={2} />}
      {error && <Failed error={error} onRetry={isGone(error) ? undefined : () => void refetch()} />}
      {invitation && (
        <Stack gap="sm">
          <Text size="sm">
            {invitation.inviterName} invites {invitation.email} to the workspace{' '}
            <strong>{invitation.workspaceName}</strong> as {ROLE_WORDS[invitation.role].label.toLowerCase()}, who{' '}
            {ROLE_WORDS[invitation.role].may}.
          </Text>
          {invitation.state === 'open' ? <Open invitation={invitation} given={given} /> : <Closed {...invitation} />}
        </Stack>
      )}
    </Outside>
  );
}
