import { ActionIcon, Menu } from '@mantine/core';
import { CircleStop, Ellipsis, FastForward, type LucideIcon, Pause, Play, RotateCw } from 'lucide-react';
import { type EnrollCommand, whyNotCommand } from '../../../../workflows/sequences/rules.ts';
import type { EnrollmentItem } from './sequence.ts';
import { useCommand } from './use-enrollment-actions.ts';

export const COMMANDS: { command: EnrollCommand; label: string; icon: LucideIcon }[] = [
  { command: 'pause', label: 'Pause', icon: Pause },
  { command: 'resume', label: 'Resume', icon: Play },
  { command: 'skip-wait', label: 'Skip the wait', icon: FastForward },
  { command: 'retry', label: 'Try again', icon: RotateCw },
  { command: 'stop', label: 'Stop', icon: CircleStop },
];

/** What can be told an enrollment as it stands now. */
export const possibleCommands = ({ state, next: { holdCode, at } }: EnrollmentItem) =>
  COMMANDS.filter(({ command }) => !whyNotCommand(command, { state, holdCode, isWaiting: at !== null }));

/** What can be done with somebody in a sequence. */
export function EnrollmentMenu({ enrollment }: { enrollment: EnrollmentItem }) {
  const { tell } = useCommand();
  const possible = possibleCommands(enrollment);
  if (possible.length === 0) return null;
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={`Actions for ${enrollment.contact.name}`}>
          <Ellipsis size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {possible.map(({ command, label, icon: Icon }) => (
          <Menu.Item
            key={command}
            color={command === 'stop' ? 'red' : undefined}
            leftSection={<Icon size={14} aria-hidden />}
            onClick={() => tell(enrollment, command)}
          >
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
