import { Alert, Group, Loader, ScrollArea, Spoiler, Stack, Table, Text } from '@mantine/core';
import { CircleCheck, Info } from 'lucide-react';
import { whenWords } from '../../../../workflows/sequences/next-words.calc.ts';
import type { EnrollRefusal } from '../../../../workflows/sequences/rules.ts';
import type { Outputs } from '../../lib/client.ts';
import { people } from './sequence.ts';
import type { Enroll } from './use-enroll.ts';

type Check = Outputs['enrolling']['checkEnroll'];

const REASONS: Record<EnrollRefusal, string> = {
  'no-address': 'without an address',
  unsubscribed: 'unsubscribed',
  suppressed: 'on the suppression list',
  bounced: 'bounced before',
  'already-enrolled': 'in this sequence already',
  'in-exclusive-sequence': 'in another exclusive sequence',
  deleted: 'in the trash',
  'no-slot': 'without a free slot',
};

function forecastWords({ forecast, ready }: Check): string | null {
  if (!forecast) return null;
  const reader = { now: Date.now(), zone: Intl.DateTimeFormat().resolvedOptions().timeZone };
  const first = whenWords(forecast.firstAt, reader);
  if (ready === 1) return `The first mail leaves ${first}.`;
  const last = whenWords(forecast.lastAt, reader);
  return first === last
    ? `The first mails leave ${first}.`
    : `The first mail leaves ${first}, the last of them ${last}.`;
}

function WhoCannot({ check: { reasons, examples, total, ready } }: { check: Check }) {
  const count = total - ready;
  const counts = reasons.map((reason) => `${reason.count.toLocaleString('en')} ${REASONS[reason.code]}`).join(', ');
  return (
    <Alert color="orange" variant="light" icon={<Info size={16} aria-hidden />}>
      <Text size="sm" fw={500}>
        {people(count)} cannot be enrolled: {counts}.
      </Text>
      <Spoiler
        maxHeight={0}
        showLabel="See who"
        hideLabel="Hide"
        mt={4}
        styles={{ control: { fontSize: 'var(--mantine-font-size-sm)' } }}
      >
        <ScrollArea.Autosize mah={180}>
          <Table fz="xs" verticalSpacing={3}>
            <Table.Tbody>
              {examples.map(({ contactId, name, sentence }) => (
                <Table.Tr key={contactId}>
                  <Table.Td fw={500}>{name}</Table.Td>
                  <Table.Td>{sentence}</Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
          {count > examples.length && (
            <Text size="xs" c="dimmed">
              And {people(count - examples.length)} more.
            </Text>
          )}
        </ScrollArea.Autosize>
      </Spoiler>
    </Alert>
  );
}

/** What enrolling them would mean: how many can be, who cannot and why, and when the first mails leave. */
export function EnrollCheck({ check }: { check: NonNullable<Enroll['check']> }) {
  if (check.error)
    return (
      <Alert color="red" variant="light" role="alert">
        {check.error.message}
      </Alert>
    );
  if (!check.data)
    return (
      <Group gap="xs">
        <Loader size={14} />
        <Text size="sm" c="dimmed">
          Looking who can be enrolled
        </Text>
      </Group>
    );
  const { ready, total } = check.data;
  const forecast = forecastWords(check.data);
  return (
    <Stack gap="sm" aria-live="polite">
      {ready > 0 && (
        <Group gap="xs" wrap="nowrap" align="flex-start">
          <CircleCheck size={18} color="var(--mantine-color-teal-6)" style={{ flex: 'none' }} aria-hidden />
          <Stack gap={0}>
            <Text size="sm" fw={500}>
              {people(ready)} can be enrolled.
            </Text>
            {forecast && (
              <Text size="sm" c="dimmed">
                {forecast}
              </Text>
            )}
          </Stack>
        </Group>
      )}
      {ready < total && <WhoCannot check={check.data} />}
    </Stack>
  );
}
