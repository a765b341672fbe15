import { Anchor, Button, Group, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { UserPlus } from 'lucide-react';
import { client } from '../../lib/client.ts';
import { useMay } from '../../lib/me.ts';
import styles from './replies.module.css';
import type { Reply } from './reply.ts';

const nameParts = (name: string | null) => {
  const [firstName, ...rest] = (name ?? '').split(/\s+/).filter(Boolean);
  return { firstName, lastName: rest.join(' ') || undefined };
};

/** Whom somebody who is away names instead: a contact with one click. */
export function StandIn({ standIn }: { standIn: NonNullable<Reply['standIn']> }) {
  const queries = useQueryClient();
  const mayAdd = useMay('rep');
  const { mutate, isPending } = useMutation(
    client.contacts.createContact.mutationOptions({
      onSuccess: () => void queries.invalidateQueries({ queryKey: client.replies.getReply.key() }),
    }),
  );
  const { address, name, contactId } = standIn;
  return (
    <Group justify="space-between" gap="xs" className={styles.section}>
      <Text size="sm">
        Stands in: {name ? `${name}, ` : ''}
        {address}
      </Text>
      {contactId && (
        <Anchor component={Link} to={`/contacts/${contactId}`} size="sm">
          Open the contact
        </Anchor>
      )}
      {!contactId && mayAdd && (
        <Button
          variant="default"
          leftSection={<UserPlus size={14} aria-hidden />}
          loading={isPending}
          onClick={() => mutate({ email: address, ...nameParts(name) })}
        >
          Add as contact
        </Button>
      )}
    </Group>
  );
}
