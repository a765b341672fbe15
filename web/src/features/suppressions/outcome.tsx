import { Alert, List, Stack, Text } from '@mantine/core';
import { type Added, addedWords } from './suppression.ts';

const SHOWN = 8;

/** What became of many addresses: how many are on the list now, and which could not be read. */
export function Outcome({ outcome }: { outcome: Added }) {
  const { refused, refusedCount } = outcome;
  const more = refusedCount - Math.min(refused.length, SHOWN);
  return (
    <Alert color={refusedCount > 0 ? 'orange' : 'teal'} variant="light" role="status">
      <Stack gap="xs">
        <Text size="sm" fw={500}>
          {addedWords(outcome)}
        </Text>
        {refusedCount > 0 && (
          <>
            <Text size="sm">
              {refusedCount.toLocaleString('en')} could not be read. Give addresses as ada@example.com, or domains as
              example.com:
            </Text>
            <List size="xs">
              {[...new Set(refused.map(({ text }) => text))].slice(0, SHOWN).map((text) => (
                <List.Item key={text}>{text}</List.Item>
              ))}
            </List>
            {more > 0 && <Text size="xs">… and {more.toLocaleString('en')} more.</Text>}
          </>
        )}
      </Stack>
    </Alert>
  );
}
