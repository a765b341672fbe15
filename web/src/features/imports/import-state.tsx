import { Badge } from '@mantine/core';
import type { ImportItem } from './import.ts';

const STATES: Record<ImportItem['state'], { label: string; color: string }> = {
  uploaded: { label: 'To be mapped', color: 'gray' },
  checking: { label: 'Checking', color: 'iris' },
  checked: { label: 'Checked', color: 'cyan' },
  running: { label: 'Importing', color: 'iris' },
  completed: { label: 'Completed', color: 'teal' },
  failed: { label: 'Failed', color: 'red' },
  cancelled: { label: 'Stopped', color: 'orange' },
};

/** How far an import is. */
export function ImportState({ state }: { state: ImportItem['state'] }) {
  const { label, color } = STATES[state];
  return <Badge color={color}>{label}</Badge>;
}
