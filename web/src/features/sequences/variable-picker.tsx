import { Button, Checkbox, Combobox, type ComboboxStore, Group, ScrollArea, Text, useCombobox } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Braces } from 'lucide-react';
import { useState } from 'react';
import { client } from '../../lib/client.ts';

type VariablePickerProps = {
  isDisabled: boolean;
  /** Writes this into the mail, and puts the caret so far into it. */
  onInsert: (text: string, caret: number) => void;
};

const FALLBACK = ' | default: "';

type ChoicesProps = {
  store: ComboboxStore;
  hasFallback: boolean;
  onFallback: (hasFallback: boolean) => void;
};

function Choices({ store, hasFallback, onFallback }: ChoicesProps) {
  const [typed, setTyped] = useState('');
  const { data } = useQuery({ ...client.sequences.listVariables.queryOptions(), staleTime: 60_000 });
  const text = typed.trim().toLowerCase();
  const found = (data?.variables ?? []).filter(({ name, label }) => `${name} ${label}`.toLowerCase().includes(text));
  return (
    <Combobox.Dropdown>
      <Combobox.Search
        value={typed}
        onChange={({ currentTarget }) => {
          setTyped(currentTarget.value);
          store.selectFirstOption();
        }}
        placeholder="Find a variable"
        aria-label="Find a variable"
      />
      <Combobox.Options>
        <ScrollArea.Autosize mah={240} type="scroll">
          {found.map(({ name, label }) => (
            <Combobox.Option key={name} value={name}>
              <Group justify="space-between" wrap="nowrap" gap="sm">
                <Text size="sm">{label}</Text>
                <Text size="xs" opacity={0.7} truncate>
                  {name}
                </Text>
              </Group>
            </Combobox.Option>
          ))}
          {found.length === 0 && <Combobox.Empty>No variable is called like that</Combobox.Empty>}
        </ScrollArea.Autosize>
      </Combobox.Options>
      <Combobox.Footer>
        <Checkbox
          size="xs"
          label="With a fallback for who has no value"
          checked={hasFallback}
          onChange={({ currentTarget }) => onFallback(currentTarget.checked)}
        />
      </Combobox.Footer>
    </Combobox.Dropdown>
  );
}

/** Everything that a mail may name, to be found by typing and put in where the caret is. */
export function VariablePicker({ isDisabled, onInsert }: VariablePickerProps) {
  const [hasFallback, setFallback] = useState(false);
  const store = useCombobox({ onDropdownOpen: () => store.focusSearchInput() });
  const insert = (name: string) => {
    store.closeDropdown();
    const start = `{{ ${name}`;
    if (hasFallback) onInsert(`${start}${FALLBACK}" }}`, start.length + FALLBACK.length);
    else onInsert(`${start} }}`, start.length + 3);
  };
  return (
    <Combobox store={store} width={300} position="bottom-end" shadow="md" onOptionSubmit={insert}>
      <Combobox.Target withAriaAttributes={false}>
        <Button
          size="compact-xs"
          variant="subtle"
          color="gray"
          disabled={isDisabled}
          leftSection={<Braces size={13} aria-hidden />}
          aria-haspopup="listbox"
          aria-expanded={store.dropdownOpened}
          onClick={() => store.toggleDropdown()}
        >
          Insert variable
        </Button>
      </Combobox.Target>
      <Choices store={store} hasFallback={hasFallback} onFallback={setFallback} />
    </Combobox>
  );
}
