import {
  Flag,
  type LucideIcon,
  MailOpen,
  MailWarning,
  MailX,
  MousePointerClick,
  Plane,
  Reply,
  UserMinus,
} from 'lucide-react';
import type { z } from 'zod';
import type { Act as ActSchema } from '../../../../api/contract/sandbox.ts';
import type { Outputs } from '../../lib/client.ts';

export type SandboxItem = Outputs['sandbox']['listSandboxMessages']['items'][number];
export type SandboxMail = Outputs['sandbox']['getSandboxMessage'];
export type SystemMail = Outputs['sandbox']['listSystemMails']['items'][number];
export type Act = z.output<typeof ActSchema>;

/** What a recipient can do, in words: as a command, and once it is done. */
export const ACTS: Record<Act, { label: string; past: string; icon: LucideIcon; color: string }> = {
  open: { label: 'Open', past: 'Opened', icon: MailOpen, color: 'gray' },
  click: { label: 'Click', past: 'Clicked', icon: MousePointerClick, color: 'iris' },
  reply: { label: 'Reply', past: 'Replied', icon: Reply, color: 'teal' },
  'out-of-office': { label: 'Out of office', past: 'Out of office', icon: Plane, color: 'cyan' },
  'hard-bounce': { label: 'Hard bounce', past: 'Bounced hard', icon: MailX, color: 'red' },
  'soft-bounce': { label: 'Soft bounce', past: 'Bounced softly', icon: MailWarning, color: 'orange' },
  complain: { label: 'Complain', past: 'Complained', icon: Flag, color: 'red' },
  unsubscribe: { label: 'Unsubscribe', past: 'Unsubscribed', icon: UserMinus, color: 'red' },
};

/** What was played, each once, with how often. */
export function playedOf(played: string[]): { act: Act; count: number }[] {
  const acts = Object.keys(ACTS) as Act[];
  return acts
    .map((act) => ({ act, count: played.filter((name) => name === act).length }))
    .filter(({ count }) => count > 0);
}

/** What an answer was sorted as, in words. */
export const SORTED: Record<string, string> = {
  human: 'Sorted as a reply',
  auto_reply: 'Sorted as an automatic reply',
  bounce: 'Sorted as a bounce',
  complaint: 'Sorted as a complaint',
  delivered: 'Sorted as delivered',
  unknown: 'Could not be sorted',
};
