import { Alert, Anchor, Button, Group, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { MailWarning } from 'lucide-react';
import { client } from '../lib/client.ts';
import type { Me } from '../lib/me.ts';

/** Asks a person to prove their address, until they have. */
export function VerifyBanner({ me: { user, isDemo } }: { me: Me }) {
  const { mutate, isPending, isSuccess } = useMutation(client.account.resendVerification.mutationOptions());
  if (!user || user.isVerified) return null;
  return (
    <Alert color="iris" variant="light" radius={0} icon={<MailWarning size={18} aria-hidden />} role="status">
      <Group gap="sm" justify="space-between">
        <Text size="sm" style={{ flex: 1, minWidth: 220 }}>
          {isSuccess
            ? `A new mail is on its way to ${user.email}.`
            : `Verify ${user.email}: open the link in our mail.`}{' '}
          Until then you cannot invite others or connect a mailbox on a server.
          {isDemo && (
            <>
              {' '}
              In this demo the mail is at{' '}
              <Anchor underline="always" component={Link} to="/system-mail" size="sm">
                System mail
              </Anchor>
              .
            </>
          )}
        </Text>
        {!isSuccess && (
          <Button variant="default" loading={isPending} onClick={() => mutate({})}>
            Send it again
          </Button>
        )}
      </Group>
    </Alert>
  );
}
