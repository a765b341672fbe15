import { Anchor, Badge, Group, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { When } from '../../ui/when.tsx';
import { ACTS, playedOf, type SandboxMail, SORTED } from './sandbox.ts';

/** What the recipient did so far, what came back, and what it was taken for. */
export function Played({ mail: { played, answers } }: { mail: SandboxMail }) {
  if (played.length === 0 && answers.length === 0) return null;
  return (
    <Stack gap="xs" px="md" py="sm" component="section" aria-label="What was played">
      {played.length > 0 && (
        <Group gap={6}>
          <Text size="xs" c="dimmed">
            Played:
          </Text>
          {playedOf(played).map(({ act, count }) => (
            <Badge key={act} color={ACTS[act].color}>
              {ACTS[act].past}
              {count > 1 ? ` ${count} times` : ''}
            </Badge>
          ))}
        </Group>
      )}
      {answers.map(({ id, subject, at, kind }) => (
        <Group key={id} gap={8} wrap="nowrap">
          <Anchor
            component={Link}
            to={`/sandbox?folder=inbox&mail=${id}` as never}
            size="sm"
            truncate
            style={{ minWidth: 0 }}
          >
            {subject || 'No subject'}
          </Anchor>
          <Text size="xs" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
            {kind === null ? 'On its way in' : SORTED[kind]}
          </Text>
          <When at={at} size="xs" c="dimmed" />
        </Group>
      ))}
    </Stack>
  );
}
