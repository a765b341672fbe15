import { Affix, Button, CloseButton, Group, Paper, Text, Transition } from '@mantine/core';
import type { SequenceId } from '../../../../workflows/ids.ts';
import { COMMANDS, possibleCommands } from './enrollment-menu.tsx';
import { type EnrollmentItem, people } from './sequence.ts';
import type { useChosen } from './use-chosen.ts';
import { useManyCommands, type Who } from './use-enrollment-actions.ts';

type PeopleBarProps = {
  sequenceId: SequenceId;
  chosen: ReturnType<typeof useChosen>;
  shown: EnrollmentItem[];
  hasMore: boolean;
  /** All that match what is shown. */
  matching: Who;
};

/** What can be done with those who are chosen, all at once. */
export function PeopleBar({ sequenceId, chosen, shown, hasMore, matching }: PeopleBarProps) {
  const { ids, isAll, chooseAll, clear } = chosen;
  const tell = useManyCommands(sequenceId, clear);
  const rows = shown.filter(({ id }) => ids.has(id));
  const some = rows.map(({ id }) => id);
  const possible = new Set(rows.flatMap((row) => possibleCommands(row).map(({ command }) => command)));
  const offered = COMMANDS.filter(({ command }) => isAll || possible.has(command));
  const whom: { who: Who; count: number | null } = isAll
    ? { who: matching, count: null }
    : { who: { kind: 'these', enrollmentIds: some }, count: some.length };
  const mayChooseAll = hasMore && !isAll && some.length === shown.length;
  return (
    <Transition mounted={some.length > 0} transition="slide-up" duration={120}>
      {(style) => (
        <Affix position={{ bottom: 20, left: 0, right: 0 }} style={{ pointerEvents: 'none' }}>
          <Paper
            shadow="md"
            px="md"
            py="xs"
            mx="auto"
            w="fit-content"
            maw="calc(100vw - 24px)"
            role="toolbar"
            aria-label="For those who are chosen"
            style={{ ...style, pointerEvents: 'auto' }}
          >
            <Group gap="xs">
              <Text size="sm" fw={500} aria-live="polite">
                {isAll ? 'All that match' : people(some.length)}
              </Text>
              {mayChooseAll && (
                <Button variant="subtle" size="compact-xs" onClick={chooseAll}>
                  Choose all that match
                </Button>
              )}
              {offered.map(({ command, label, icon: Icon }) => (
                <Button
                  key={command}
                  variant="default"
                  color={command === 'stop' ? 'red' : undefined}
                  leftSection={<Icon size={13} aria-hidden />}
                  onClick={() => tell(command, whom)}
                >
                  {label}
                </Button>
              ))}
              <CloseButton size="sm" aria-label="Choose nobody" onClick={clear} />
            </Group>
          </Paper>
        </Affix>
      )}
    </Transition>
  );
}
