import { Badge, Group, SimpleGrid, Stack, Text, ThemeIcon, UnstyledButton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { client } from '../../lib/client.ts';
import { ADD_KINDS, type AddKind } from './kinds.ts';
import styles from './provider-cards.module.css';

const ORDER: AddKind[] = ['gmail', 'outlook', 'smtp', 'sandbox'];

type CardProps = { kind: AddKind; isMissing: boolean; isFirst: boolean; onChoose: () => void };

function Card({ kind, isMissing, isFirst, onChoose }: CardProps) {
  const { title, detail, may, icon: Icon, color } = ADD_KINDS[kind];
  return (
    <UnstyledButton
      className={styles.card}
      onClick={onChoose}
      data-autofocus={isFirst || undefined}
      aria-label={`${title}: ${detail}`}
    >
      <Group gap="sm" align="flex-start" wrap="nowrap">
        <ThemeIcon variant="light" color={color} size={32}>
          <Icon size={17} aria-hidden />
        </ThemeIcon>
        <Stack gap={2}>
          <Group gap={6}>
            <Text size="sm" fw={600}>
              {title}
            </Text>
            {isMissing && <Badge color="gray">Not set up</Badge>}
          </Group>
          <Text size="xs" fw={500}>
            {detail}
          </Text>
          <Text size="xs" c="dimmed">
            {may}
          </Text>
        </Stack>
      </Group>
    </UnstyledButton>
  );
}

/** The kinds of mailbox side by side, with what each can do. */
export function ProviderCards({ onChoose }: { onChoose: (kind: AddKind) => void }) {
  const { data } = useQuery(client.mailboxes.providers.queryOptions());
  const isMissing = (kind: AddKind) =>
    data?.items.some(({ provider, isConfigured }) => provider === kind && !isConfigured) ?? false;
  return (
    <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
      {ORDER.map((kind) => (
        <Card
          key={kind}
          kind={kind}
          isFirst={kind === ORDER[0]}
          isMissing={isMissing(kind)}
          onChoose={() => onChoose(kind)}
        />
      ))}
    </SimpleGrid>
  );
}
