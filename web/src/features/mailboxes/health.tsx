import { Badge } from '@mantine/core';
import { CircleCheck, CirclePause, Hourglass, type LucideIcon, TriangleAlert, Unplug } from 'lucide-react';
import type { MailboxItem } from './mailbox.ts';

type State = MailboxItem['health']['state'];

export const HEALTH: Record<State, { label: string; color: string; icon: LucideIcon; sentence: string }> = {
  ok: { label: 'Healthy', color: 'teal', icon: CircleCheck, sentence: 'It sends, and replies are seen.' },
  failing: {
    label: 'Failing',
    color: 'orange',
    icon: TriangleAlert,
    sentence: 'It fails, and is tried again by itself.',
  },
  paused: {
    label: 'Paused',
    color: 'orange',
    icon: Hourglass,
    sentence: 'Its server takes no mail of it just now. What waits keeps its place.',
  },
  disconnected: { label: 'Disconnected', color: 'red', icon: Unplug, sentence: 'Connect it again to go on.' },
  off: { label: 'Off', color: 'gray', icon: CirclePause, sentence: 'It is switched off. Replies are still seen.' },
};

/** How a mailbox is, in one word. */
export function HealthBadge({ state }: { state: State }) {
  const { label, color, icon: Icon } = HEALTH[state];
  return (
    <Badge color={color} miw="max-content" leftSection={<Icon size={11} aria-hidden />}>
      {label}
    </Badge>
  );
}
