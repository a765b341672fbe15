import {
  ActionIcon,
  Anchor,
  ColorSwatch,
  Group,
  Popover,
  SimpleGrid,
  Text,
  TextInput,
  UnstyledButton,
} from '@mantine/core';
import { Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import type { Thing } from './use-organized.ts';

/** Colours that read on light and on dark. */
const COLORS = {
  '#0284c7': 'Blue',
  '#0d9488': 'Teal',
  '#16a34a': 'Green',
  '#ca8a04': 'Yellow',
  '#ea580c': 'Orange',
  '#dc2626': 'Red',
  '#db2777': 'Pink',
  '#9333ea': 'Purple',
  '#5650d1': 'Iris',
  '#6b7280': 'Grey',
};

function ColorPicker({ thing, color, onPick }: { thing: Thing; color: string; onPick: (color: string) => void }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Popover opened={isOpen} onChange={setOpen} position="bottom-start" shadow="md" trapFocus returnFocus>
      <Popover.Target>
        <UnstyledButton
          aria-label={`Colour of ${thing.name}`}
          onClick={() => setOpen(!isOpen)}
          style={{ display: 'inline-flex', borderRadius: '50%' }}
        >
          <ColorSwatch size={14} color={color} withShadow={false} />
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown p="xs">
        <SimpleGrid cols={5} spacing={6}>
          {Object.entries(COLORS).map(([value, name]) => (
            <UnstyledButton
              key={value}
              aria-label={name}
              aria-pressed={value === color}
              onClick={() => {
                onPick(value);
                setOpen(false);
              }}
              style={{ display: 'inline-flex', borderRadius: '50%' }}
            >
              <ColorSwatch size={20} color={value} withShadow={false} />
            </UnstyledButton>
          ))}
        </SimpleGrid>
      </Popover.Dropdown>
    </Popover>
  );
}

function NameInput({ name, onSave, onClose }: { name: string; onSave: (name: string) => void; onClose: () => void }) {
  const [typed, setTyped] = useState(name);
  const save = () => {
    if (typed.trim() && typed.trim() !== name) onSave(typed.trim());
    onClose();
  };
  return (
    <TextInput
      size="xs"
      autoFocus
      flex={1}
      maxLength={60}
      aria-label={`New name of ${name}`}
      value={typed}
      onChange={(event) => setTyped(event.currentTarget.value)}
      onBlur={save}
      onKeyDown={(event) => {
        if (event.key === 'Enter') save();
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        onClose();
      }}
    />
  );
}

type OrganizerRowProps = {
  thing: Thing;
  mayEdit: boolean;
  onChange: (change: { name?: string; color?: string }) => void;
  onShow: () => void;
  onRemove: () => void;
};

/** A list or a tag: who is on it, its name and colour, and its end. */
export function OrganizerRow({ thing, mayEdit, onChange, onShow, onRemove }: OrganizerRowProps) {
  const [isRenaming, setRenaming] = useState(false);
  const { name, color, contacts } = thing;
  return (
    <Group gap="sm" wrap="nowrap" px="xs" py={5} className="row-link" style={{ borderRadius: 6 }}>
      {color && mayEdit && <ColorPicker thing={thing} color={color} onPick={(picked) => onChange({ color: picked })} />}
      {color && !mayEdit && <ColorSwatch size={14} color={color} withShadow={false} />}
      {isRenaming ? (
        <NameInput name={name} onSave={(to) => onChange({ name: to })} onClose={() => setRenaming(false)} />
      ) : (
        <Text size="sm" truncate flex={1}>
          {name}
        </Text>
      )}
      <Anchor
        component="button"
        type="button"
        size="xs"
        c="dimmed"
        onClick={onShow}
        aria-label={`Show who has ${name}`}
      >
        {(contacts ?? 0).toLocaleString('en')} {contacts === 1 ? 'contact' : 'contacts'}
      </Anchor>
      {mayEdit && (
        <Group gap={2} wrap="nowrap">
          <ActionIcon variant="subtle" color="gray" onClick={() => setRenaming(true)} aria-label={`Rename ${name}`}>
            <Pencil size={14} aria-hidden />
          </ActionIcon>
          <ActionIcon variant="subtle" color="gray" onClick={onRemove} aria-label={`Delete ${name}`}>
            <Trash2 size={14} aria-hidden />
          </ActionIcon>
        </Group>
      )}
    </Group>
  );
}
