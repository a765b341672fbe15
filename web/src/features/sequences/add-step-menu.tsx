import { Menu, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { KINDS } from './badges.tsx';
import type { StepKind } from './sequence.ts';

const CHOICES: StepKind[] = ['mail', 'manual_mail', 'call', 'task', 'wait'];

/** Chooses what kind of step is added. */
export function AddStepMenu({ onAdd, children }: { onAdd: (kind: StepKind) => void; children: ReactNode }) {
  return (
    <Menu width={230} position="bottom-start">
      <Menu.Target>{children}</Menu.Target>
      <Menu.Dropdown>
        {CHOICES.map((kind) => {
          const { label, hint, icon: Icon } = KINDS[kind];
          return (
            <Menu.Item key={kind} leftSection={<Icon size={15} aria-hidden />} onClick={() => onAdd(kind)}>
              {label}
              <Text size="xs" c="dimmed" aria-hidden>
                {hint}
              </Text>
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}
