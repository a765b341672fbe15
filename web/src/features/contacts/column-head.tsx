import { UnstyledButton } from '@mantine/core';
import { ArrowDown, ArrowUp } from 'lucide-react';
import type { KeyboardEvent, PointerEvent } from 'react';
import type { SortField } from '../../../../workflows/contacts/rules.ts';
import classes from './table.module.css';

export type Sorting = { sort: SortField; order: 'asc' | 'desc' };

type ColumnHeadProps = {
  label: string;
  sort: SortField | null;
  sorting: Sorting;
  onSort: (sorting: Sorting) => void;
  width: number;
  onWidth: (width: number) => void;
  className?: string;
};

const STEP = 16;
const LEAST = 64;
const MOST = 640;

/** The head of a column: a click sorts by it, its right edge is dragged (or moved by arrow keys) to make it wider. */
export function ColumnHead({ label, sort, sorting, onSort, width, onWidth, className = '' }: ColumnHeadProps) {
  const isSorted = sort !== null && sorting.sort === sort;
  const next = isSorted && sorting.order === 'asc' ? 'desc' : 'asc';
  const resize = (to: number) => onWidth(Math.min(MOST, Math.max(LEAST, Math.round(to))));

  function drag(event: PointerEvent<HTMLElement>) {
    event.preventDefault();
    const { clientX, currentTarget: grip, pointerId } = event;
    grip.setPointerCapture(pointerId);
    const move = (moved: globalThis.PointerEvent) => resize(width + moved.clientX - clientX);
    grip.addEventListener('pointermove', move);
    grip.addEventListener('lostpointercapture', () => grip.removeEventListener('pointermove', move), { once: true });
  }
  function nudge(event: KeyboardEvent) {
    const by = { ArrowLeft: -STEP, ArrowRight: STEP }[event.key];
    if (by === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    resize(width + by);
  }

  const Arrow = sorting.order === 'asc' ? ArrowUp : ArrowDown;
  return (
    <th
      className={`${classes.head} ${className}`}
      scope="col"
      aria-sort={isSorted ? (sorting.order === 'asc' ? 'ascending' : 'descending') : undefined}
    >
      {sort ? (
        <UnstyledButton
          className={classes.sorter}
          onClick={() => onSort({ sort, order: next })}
          title={`Sort by ${label}`}
        >
          <span>{label}</span>
          {isSorted && <Arrow size={12} aria-hidden />}
        </UnstyledButton>
      ) : (
        <span className={classes.sorter} style={{ pointerEvents: 'none' }}>
          {label}
        </span>
      )}
      <div
        className={classes.grip}
        role="separator"
        tabIndex={0}
        aria-orientation="vertical"
        aria-label={`Width of ${label}`}
        aria-valuenow={width}
        aria-valuemin={LEAST}
        aria-valuemax={MOST}
        onPointerDown={drag}
        onKeyDown={nudge}
      />
    </th>
  );
}
