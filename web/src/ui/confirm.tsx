import { Text } from '@mantine/core';
import { modals } from '@mantine/modals';

type Question = { title: string; text: string; label: string; isDangerous?: boolean; onConfirm: () => void };

/** Asks before something that nobody can take back. */
export function confirmThat({ title, text, label, isDangerous = true, onConfirm }: Question) {
  modals.openConfirmModal({
    title,
    children: <Text size="sm">{text}</Text>,
    labels: { confirm: label, cancel: 'Cancel' },
    confirmProps: isDangerous ? { color: 'red' } : {},
    onConfirm,
  });
}
