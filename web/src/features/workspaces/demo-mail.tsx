import { Anchor, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { client } from '../../lib/client.ts';

/** In a demonstration no mail of the product leaves: this says where it is. */
export function DemoMail() {
  const { data: about } = useQuery(client.account.getAbout.queryOptions());
  if (!about?.isDemo) return null;
  return (
    <Text size="sm" c="dimmed">
      In this demo the mail is at{' '}
      <Anchor underline="always" component={Link} to="/system-mail" size="sm">
        System mail
      </Anchor>
      .
    </Text>
  );
}
