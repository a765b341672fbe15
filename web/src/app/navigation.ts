import {
  CircleCheckBig,
  FlaskConical,
  House,
  type LucideIcon,
  Mail,
  Settings,
  UserRoundX,
  Users,
  Workflow,
} from 'lucide-react';

export type Destination = { to: string; label: string; icon: LucideIcon; key: string };

/** Where one can go, with the key that follows `g`. */
export const DESTINATIONS: Destination[] = [
  { to: '/', label: 'Home', icon: House, key: 'h' },
  { to: '/sequences', label: 'Sequences', icon: Workflow, key: 's' },
  { to: '/contacts', label: 'Contacts', icon: Users, key: 'c' },
  { to: '/tasks', label: 'Tasks', icon: CircleCheckBig, key: 't' },
  { to: '/mailboxes', label: 'Mailboxes', icon: Mail, key: 'm' },
  { to: '/suppressions', label: 'Suppressions', icon: UserRoundX, key: 'u' },
  { to: '/sandbox', label: 'Sandbox', icon: FlaskConical, key: 'b' },
  { to: '/settings', label: 'Settings', icon: Settings, key: ',' },
];
