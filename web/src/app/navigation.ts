import {
  Building2,
  CircleCheckBig,
  FlaskConical,
  History,
  House,
  Inbox,
  KeyRound,
  type LucideIcon,
  Mail,
  MailQuestion,
  Scale,
  Settings,
  TextCursorInput,
  UserRound,
  UserRoundX,
  Users,
  Workflow,
} from 'lucide-react';
import type { Role } from '../../../workflows/workspaces/rules.ts';

export type Destination = {
  to: string;
  label: string;
  icon: LucideIcon;
  key: string;
  /** Where else one is there: pages that belong to it at an address of their own. */
  holds?: string;
  /** Something waits there now and then: it is shown with how much, and only then. */
  isQueue?: boolean;
};

/** Where one can go, with the key that follows `g`. */
export const DESTINATIONS: Destination[] = [
  { to: '/', label: 'Home', icon: House, key: 'h' },
  { to: '/sequences', label: 'Sequences', icon: Workflow, key: 's', holds: '/enrollments' },
  { to: '/contacts', label: 'Contacts', icon: Users, key: 'c', holds: '/imports' },
  { to: '/replies', label: 'Replies', icon: Inbox, key: 'r' },
  { to: '/tasks', label: 'Tasks', icon: CircleCheckBig, key: 't' },
  { to: '/uncertain', label: 'Uncertain mails', icon: MailQuestion, key: 'q', isQueue: true },
  { to: '/mailboxes', label: 'Mailboxes', icon: Mail, key: 'm' },
  { to: '/suppressions', label: 'Suppressions', icon: UserRoundX, key: 'u' },
  { to: '/sandbox', label: 'Sandbox', icon: FlaskConical, key: 'b' },
  { to: '/settings', label: 'Settings', icon: Settings, key: ',' },
];

/** A section of the settings, and the least role that it is for. */
export type Section = Omit<Destination, 'key' | 'holds' | 'isQueue'> & { role: Role };

export const SETTINGS: Section[] = [
  { to: '/settings/workspace', label: 'Workspace', icon: Building2, role: 'viewer' },
  { to: '/settings/members', label: 'Members', icon: Users, role: 'viewer' },
  { to: '/settings/sending-policy', label: 'Sending policy', icon: Scale, role: 'viewer' },
  { to: '/settings/custom-fields', label: 'Custom fields', icon: TextCursorInput, role: 'viewer' },
  { to: '/settings/api-keys', label: 'API keys', icon: KeyRound, role: 'admin' },
  { to: '/settings/audit', label: 'Audit log', icon: History, role: 'admin' },
  { to: '/settings/profile', label: 'Your profile', icon: UserRound, role: 'viewer' },
];
