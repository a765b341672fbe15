import { Checkbox } from '@mantine/core';
import { memo } from 'react';
import { Cell, NameCell } from './cells.tsx';
import type { Contact, Field } from './fields.ts';
import classes from './table.module.css';

/** Whether a click or a key was meant for something inside the row. */
export const isForControl = (target: EventTarget) =>
  target instanceof Element && target.closest('a, button, input, label, [role="listbox"]') !== null;

type TableRowProps = {
  contact: Contact;
  index: number;
  columns: Field[];
  isSelected: boolean;
  isCurrent: boolean;
  onToggle: (id: string, options: { isRange: boolean }) => void;
  onOpen: (id: string) => void;
};

/** A contact in the table; it is drawn anew only when something of it changed. */
export const TableRow = memo(({ contact, index, columns, isSelected, isCurrent, onToggle, onOpen }: TableRowProps) => (
  <tr
    className={classes.row}
    data-row={index}
    data-selected={isSelected || undefined}
    tabIndex={isCurrent ? 0 : -1}
    aria-rowindex={index + 2}
    aria-selected={isSelected}
    aria-label={contact.name}
    onClick={(event) => !isForControl(event.target) && onOpen(contact.id)}
  >
    <td className={`${classes.cell} ${classes.check}`}>
      <Checkbox
        size="xs"
        tabIndex={-1}
        checked={isSelected}
        aria-label={`Select ${contact.name}`}
        onChange={({ nativeEvent }) =>
          onToggle(contact.id, { isRange: nativeEvent instanceof MouseEvent && nativeEvent.shiftKey })
        }
      />
    </td>
    <td className={`${classes.cell} ${classes.name}`}>
      <NameCell contact={contact} />
    </td>
    {columns.map((field) => (
      <td key={field.key} className={classes.cell}>
        <Cell contact={contact} field={field} />
      </td>
    ))}
  </tr>
));
TableRow.displayName = 'TableRow';
