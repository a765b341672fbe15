import { Checkbox, Loader } from '@mantine/core';
import { useCallbackRef, useLocalStorage } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { type UIEvent, useEffect, useRef, useState } from 'react';
import { ColumnHead, type Sorting } from './column-head.tsx';
import type { Contact, Field } from './fields.ts';
import classes from './table.module.css';
import { TableRow } from './table-row.tsx';
import { useRestHeight } from './use-rest-height.ts';
import { ROW_HEIGHT, useRowKeys } from './use-row-keys.ts';
import type { Chosen } from './use-selection.ts';

type TableProps = {
  contacts: Contact[];
  /** How many there are in all, where it is known. */
  total: number | undefined;
  columns: Field[];
  sorting: Sorting;
  onSort: (sorting: Sorting) => void;
  chosen: Chosen;
  hasMore: boolean;
  onMore: () => void;
};
type Widths = Record<string, number>;

/** Rows that are built above and below what is in sight. */
const AROUND = 12;
const USUAL: Widths = { number: 96, date: 128, day: 110, boolean: 80, choice: 128, references: 200, reference: 152 };
const NAME_WIDTH = 220;
const widthOf = ({ key, type }: Field, widths: Widths) => widths[key] ?? (key === 'email' ? 230 : (USUAL[type] ?? 168));

type HeadProps = Pick<TableProps, 'columns' | 'sorting' | 'onSort' | 'chosen'> & {
  shown: number;
  widths: Widths;
  onWidth: (key: string, width: number) => void;
};

function Head({ columns, sorting, onSort, chosen, shown, widths, onWidth }: HeadProps) {
  const isSome = chosen.ids.size > 0;
  const common = { sorting, onSort };
  return (
    <thead>
      <tr aria-rowindex={1}>
        <th className={`${classes.head} ${classes.check}`} scope="col">
          <Checkbox
            size="xs"
            aria-label="Select the contacts that are shown"
            checked={isSome && chosen.ids.size >= shown}
            indeterminate={isSome && chosen.ids.size < shown}
            onChange={chosen.toggleLoaded}
          />
        </th>
        <ColumnHead
          {...common}
          label="Name"
          sort="firstName"
          width={widths.name ?? NAME_WIDTH}
          onWidth={(width) => onWidth('name', width)}
          className={classes.name}
        />
        {columns.map((field) => (
          <ColumnHead
            {...common}
            key={field.key}
            label={field.label}
            sort={field.sort}
            width={widthOf(field, widths)}
            onWidth={(width) => onWidth(field.key, width)}
          />
        ))}
      </tr>
    </thead>
  );
}

/** Stands for the rows that are out of sight. */
const Gap = ({ rows }: { rows: number }) =>
  rows > 0 ? (
    <tr aria-hidden style={{ height: rows * ROW_HEIGHT }}>
      <td />
    </tr>
  ) : null;

type BodyProps = Pick<TableProps, 'contacts' | 'columns' | 'chosen'> & {
  first: number;
  last: number;
  current: number;
  onToggle: Chosen['toggle'];
  onOpen: (contactId: string) => void;
};

function Body({ contacts, columns, chosen, first, last, current, onToggle, onOpen }: BodyProps) {
  return (
    <tbody>
      <Gap rows={first} />
      {contacts.slice(first, last).map((contact, offset) => (
        <TableRow
          key={contact.id}
          contact={contact}
          index={first + offset}
          columns={columns}
          isSelected={chosen.has(contact.id)}
          isCurrent={first + offset === current}
          onToggle={onToggle}
          onOpen={onOpen}
        />
      ))}
      <Gap rows={contacts.length - last} />
    </tbody>
  );
}

/** Which rows are in sight, or nearly; asks for more when the last one is. */
function useRowsInSight({ contacts, hasMore, onMore }: TableProps, height: number) {
  const [scrollTop, setScrollTop] = useState(0);
  const count = contacts.length;
  const last = Math.min(count, Math.ceil((scrollTop + height) / ROW_HEIGHT) + AROUND);
  useEffect(() => {
    if (hasMore && last >= count) onMore();
  }, [hasMore, last, count, onMore]);
  return {
    first: Math.max(0, Math.floor(scrollTop / ROW_HEIGHT) - AROUND),
    last,
    onScroll: (event: UIEvent) => setScrollTop(event.currentTarget.scrollTop),
  };
}

/** The table of contacts. Only the rows in sight are built, so ten thousand scroll as ten do. */
export function ContactsTable(table: TableProps) {
  const { contacts, total, columns, sorting, onSort, chosen, hasMore } = table;
  const navigate = useNavigate();
  const frame = useRef<HTMLDivElement>(null);
  const height = useRestHeight(frame);
  const [widths, setWidths] = useLocalStorage<Widths>({ key: 'contacts-widths', defaultValue: {} });
  const { first, last, onScroll } = useRowsInSight(table, height);
  const count = contacts.length;

  const open = useCallbackRef(
    (contactId: string) => void navigate({ to: '/contacts/$contactId', params: { contactId } }),
  );
  const toggle = useCallbackRef(chosen.toggle);
  const at = (index: number, act: (id: string) => void) => act(contacts[index]?.id ?? '');
  const keys = useRowKeys({
    frame,
    count,
    height,
    onToggle: (index, options) => at(index, (id) => toggle(id, options)),
    onOpen: (index) => at(index, open),
    onClear: chosen.clear,
  });
  return (
    <div ref={frame} className={classes.frame} style={{ maxHeight: height }} onScroll={onScroll}>
      <table
        className={classes.table}
        aria-label="Contacts"
        aria-rowcount={(total ?? count) + 1}
        onKeyDown={keys.onKeyDown}
      >
        <colgroup>
          <col style={{ width: 40 }} />
          <col style={{ width: widths.name ?? NAME_WIDTH }} />
          {columns.map((field) => (
            <col key={field.key} style={{ width: widthOf(field, widths) }} />
          ))}
        </colgroup>
        <Head
          {...{ columns, sorting, onSort, chosen, widths }}
          shown={count}
          onWidth={(key, width) => setWidths((before) => ({ ...before, [key]: width }))}
        />
        <Body {...{ contacts, columns, chosen, first, last }} current={keys.current} onToggle={toggle} onOpen={open} />
      </table>
      {hasMore && (
        <div className={classes.more}>
          <Loader size="xs" aria-label="Loading more" />
        </div>
      )}
    </div>
  );
}
