import { TextInput, type TextInputProps } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { Search } from 'lucide-react';
import { useState } from 'react';

type SearchBoxProps = Omit<TextInputProps, 'value' | 'onChange'> & {
  /** What is searched now, as the address says it. */
  value: string;
  onSearch: (text: string) => void;
  /** What it searches, for those who do not see it: "Search contacts". */
  label: string;
};

const SETTLE_MS = 200;

/** Searches a list while one types. `/` goes there, Escape empties it. */
export function SearchBox({ value, onSearch, label, ...input }: SearchBoxProps) {
  const [typed, setTyped] = useState(value);
  const [sent, setSent] = useState(value);
  const [seen, setSeen] = useState(value);
  if (seen !== value) {
    setSeen(value);
    if (value !== sent) setTyped(value); // it was changed elsewhere; what one types meanwhile stays
  }
  const search = useDebouncedCallback((text: string) => {
    setSent(text);
    onSearch(text);
  }, SETTLE_MS);
  const change = (text: string) => {
    setTyped(text);
    search(text.trim());
  };
  return (
    <TextInput
      size="xs"
      w={220}
      placeholder="Search"
      aria-label={label}
      data-list-search
      leftSection={<Search size={14} aria-hidden />}
      value={typed}
      onChange={(event) => change(event.currentTarget.value)}
      onKeyDown={(event) => event.key === 'Escape' && change('')}
      {...input}
    />
  );
}
