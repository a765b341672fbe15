import { Spotlight } from '@mantine/spotlight';
import { useNavigate } from '@tanstack/react-router';
import { Search } from 'lucide-react';
import { mayAct } from '../../../workflows/workspaces/rules.ts';
import { useMe } from '../lib/me.ts';
import { DESTINATIONS, SETTINGS } from './navigation.ts';

/** Ctrl or ⌘ and K: go anywhere by typing. */
export function Palette() {
  const navigate = useNavigate();
  const role = useMe()?.workspace?.role;
  const sections = SETTINGS.filter((section) => role && mayAct(role, section.role));
  const places = [
    ...DESTINATIONS,
    ...sections.map((section) => ({ ...section, label: `${section.label} (settings)` })),
  ];
  const actions = places.map(({ to, label, icon: Icon }) => ({
    id: to,
    label: `Go to ${label}`,
    leftSection: <Icon size={16} aria-hidden />,
    onClick: () => void navigate({ to }),
  }));
  return (
    <Spotlight
      actions={actions}
      shortcut={['mod + K']}
      nothingFound="Nothing found"
      highlightQuery
      searchProps={{ leftSection: <Search size={16} aria-hidden />, placeholder: 'Go to…', 'aria-label': 'Search' }}
    />
  );
}
