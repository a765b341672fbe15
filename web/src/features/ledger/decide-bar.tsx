import { Button, Checkbox, Group, Text } from '@mantine/core';
import type { MailDecision } from '../../../../workflows/sending/uncertain.calc.ts';
import { DECISIONS, mails } from './ledger.ts';

type DecideBarProps = {
  chosen: number;
  shown: number;
  onChooseAll: () => void;
  onDecide: (decision: MailDecision) => void;
};

/** Chooses all that are shown, and decides those that are chosen. */
export function DecideBar({ chosen, shown, onChooseAll, onDecide }: DecideBarProps) {
  return (
    <Group px="md" py="xs" gap="sm" mih={44} role="toolbar" aria-label="For the mails that are chosen">
      <Checkbox
        size="xs"
        aria-label="Choose all that are shown"
        checked={chosen > 0 && chosen === shown}
        indeterminate={chosen > 0 && chosen < shown}
        onChange={onChooseAll}
      />
      <Text size="sm" c="dimmed" aria-live="polite">
        {chosen === 0 ? `${mails(shown)} shown` : `${mails(chosen)} chosen`}
      </Text>
      {chosen > 0 &&
        DECISIONS.map(({ decision, label }) => (
          <Button key={decision} variant="default" onClick={() => onDecide(decision)}>
            {label}
          </Button>
        ))}
    </Group>
  );
}
