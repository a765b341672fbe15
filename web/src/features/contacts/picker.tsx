import {
  CheckIcon,
  ColorSwatch,
  Combobox,
  Group,
  Loader,
  ScrollArea,
  Text,
  UnstyledButton,
  useCombobox,
} from '@mantine/core';
import { Plus } from 'lucide-react';
import { type MouseEvent, type ReactNode, useRef, useState } from 'react';
import type { Choice } from './fields.ts';
import classes from './picker.module.css';

type PickerProps = {
  /** What is picked, for those who do not see it: "Status of Ada". */
  label: string;
  choices: Choice[];
  selected: string[];
  onPick: (value: string) => void;
  /** Makes a choice of what was typed, where one may. */
  onCreate?: (text: string) => void;
  /** Several can be picked: it stays open. */
  isMulti?: boolean;
  isLoading?: boolean;
  isDisabled?: boolean;
  /** As wide as what is in it, not as its place. */
  isInline?: boolean;
  children: ReactNode;
};

const CREATE = '$create';

/** The choices that fit what was typed; those that begin with it come first. */
function fitting(choices: Choice[], text: string): Choice[] {
  const placeIn = ({ label }: Choice) => label.toLowerCase().indexOf(text.toLowerCase());
  return choices
    .filter((choice) => placeIn(choice) >= 0)
    .toSorted((a, b) => Number(placeIn(a) > 0) - Number(placeIn(b) > 0));
}

/** The focus stays in the search while one picks. */
const keepFocus = (event: MouseEvent) => event.preventDefault();

function Option({ choice: { value, label, color }, isSelected }: { choice: Choice; isSelected: boolean }) {
  return (
    <Combobox.Option value={value} active={isSelected} onMouseDown={keepFocus}>
      <Group gap="xs" wrap="nowrap">
        <span className={classes.check}>{isSelected && <CheckIcon size={10} />}</span>
        {color?.startsWith('#') && <ColorSwatch size={10} color={color} withShadow={false} />}
        <Text size="sm" truncate>
          {label}
        </Text>
      </Group>
    </Combobox.Option>
  );
}

function Options({ choices, selected, onCreate, isLoading = false, text }: PickerProps & { text: string }) {
  const found = fitting(choices, text);
  const isNew = text !== '' && !choices.some(({ label }) => label.toLowerCase() === text.toLowerCase());
  const mayCreate = onCreate !== undefined && isNew;
  return (
    <ScrollArea.Autosize mah={260} type="scroll">
      {isLoading && (
        <Combobox.Empty>
          <Loader size="xs" />
        </Combobox.Empty>
      )}
      {found.map((choice) => (
        <Option key={choice.value} choice={choice} isSelected={selected.includes(choice.value)} />
      ))}
      {mayCreate && (
        <Combobox.Option value={CREATE} onMouseDown={keepFocus}>
          <Group gap="xs" wrap="nowrap">
            <Plus size={12} aria-hidden />
            <Text size="sm" truncate>
              Create “{text}”
            </Text>
          </Group>
        </Combobox.Option>
      )}
      {!isLoading && found.length === 0 && !mayCreate && <Combobox.Empty>Nothing found</Combobox.Empty>}
    </ScrollArea.Autosize>
  );
}

function OpenPicker({ onClose, ...picker }: PickerProps & { onClose: () => void }) {
  const { label, onPick, onCreate, isMulti = false, isInline = false, children } = picker;
  const [typed, setTyped] = useState('');
  const store = useCombobox({ opened: true, onDropdownClose: onClose });
  const text = typed.trim();
  const pick = (value: string) => {
    if (value === CREATE) onCreate?.(text);
    else onPick(value);
    setTyped('');
    if (!isMulti) onClose();
  };
  return (
    <Combobox store={store} onOptionSubmit={pick} width={240} position="bottom-start" shadow="md" withinPortal>
      <Combobox.DropdownTarget>
        <div className={classes.trigger} data-open data-inline={isInline || undefined}>
          {children}
        </div>
      </Combobox.DropdownTarget>
      <Combobox.Dropdown onKeyDown={(event) => event.stopPropagation()} onClick={(event) => event.stopPropagation()}>
        <Combobox.Search
          autoFocus
          value={typed}
          placeholder={onCreate ? 'Find or create…' : 'Find…'}
          aria-label={label}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            store.selectFirstOption();
          }}
          onKeyDown={(event) => event.key === 'Escape' && onClose()}
          onBlur={onClose}
        />
        <Combobox.Options>
          <Options {...picker} text={text} />
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}

/** A value that opens into a list to pick another from. The list is built only when it is opened: a table has hundreds. */
export function Picker(props: PickerProps) {
  const [isOpen, setOpen] = useState(false);
  const isBack = useRef(false);
  if (isOpen)
    return (
      <OpenPicker
        {...props}
        onClose={() => {
          isBack.current = true;
          setOpen(false);
        }}
      />
    );
  return (
    <UnstyledButton
      className={classes.trigger}
      data-inline={props.isInline || undefined}
      aria-label={props.label}
      aria-haspopup="listbox"
      disabled={props.isDisabled}
      ref={(button: HTMLButtonElement | null) => {
        if (button && isBack.current) button.focus();
        isBack.current = false;
      }}
      onClick={(event) => {
        event.stopPropagation();
        setOpen(true);
      }}
    >
      {props.children}
    </UnstyledButton>
  );
}
