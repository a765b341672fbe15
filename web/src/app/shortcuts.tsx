import { Group, Kbd, Stack, Text } from '@mantine/core';
import { modals } from '@mantine/modals';
import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { DESTINATIONS } from './navigation.ts';

/** How long `g` waits for the key that says where. */
const CHORD_MS = 1_200;

const isTyping = (target: EventTarget | null) =>
  target instanceof HTMLElement &&
  (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName));

function Row({ keys, what }: { keys: string[]; what: string }) {
  return (
    <Group justify="space-between">
      <Text size="sm">{what}</Text>
      <Group gap={4}>
        {keys.map((key) => (
          <Kbd key={key}>{key}</Kbd>
        ))}
      </Group>
    </Group>
  );
}

/** `?`: every shortcut. */
export function openShortcuts() {
  modals.open({
    title: 'Keyboard shortcuts',
    children: (
      <Stack gap="xs">
        <Row keys={['Ctrl', 'K']} what="Search and commands" />
        <Row keys={['?']} what="This list" />
        <Row keys={['/']} what="Search in the list" />
        <Row keys={['j', 'k']} what="On and back in replies and in the sandbox" />
        <Row keys={['e']} what="Mark a reply as done" />
        <Row keys={['o', 'r']} what="Open, reply in the sandbox" />
        {DESTINATIONS.map(({ label, key }) => (
          <Row key={key} keys={['g', key]} what={`Go to ${label}`} />
        ))}
      </Stack>
    ),
  });
}

/** Listens for the shortcuts that work on every page. */
export function useShortcuts() {
  const navigate = useNavigate();
  useEffect(() => {
    let chordAt = 0;
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      const destination = DESTINATIONS.find(({ key }) => key === event.key);
      if (event.timeStamp - chordAt < CHORD_MS && destination) {
        chordAt = 0;
        void navigate({ to: destination.to });
      } else if (event.key === 'g') chordAt = event.timeStamp;
      else if (event.key === '?') openShortcuts();
      else if (event.key === '/') {
        event.preventDefault();
        document.querySelector<HTMLInputElement>('[data-list-search]')?.focus();
      }
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [navigate]);
}
