import { type KeyboardEvent, type RefObject, useState } from 'react';
import { isForControl } from './table-row.tsx';

export const ROW_HEIGHT = 36;

type RowKeys = {
  frame: RefObject<HTMLElement | null>;
  count: number;
  height: number;
  onToggle: (index: number, options: { isRange: boolean }) => void;
  onOpen: (index: number) => void;
  onClear: () => void;
};

/** Moves through the rows by keys: arrows or j and k, x to choose, Enter to open, Escape to let go. */
export function useRowKeys({ frame, count, height, onToggle, onOpen, onClear }: RowKeys) {
  const [wanted, setCurrent] = useState(0);
  const current = Math.max(0, Math.min(wanted, count - 1));

  function go(to: number) {
    const index = Math.max(0, Math.min(count - 1, to));
    const box = frame.current;
    setCurrent(index);
    if (!box) return;
    const [top, bottom] = [index * ROW_HEIGHT, (index + 2) * ROW_HEIGHT];
    if (top < box.scrollTop) box.scrollTo({ top });
    else if (bottom > box.scrollTop + box.clientHeight) box.scrollTo({ top: bottom - box.clientHeight });
    requestAnimationFrame(() =>
      box.querySelector<HTMLElement>(`[data-row="${index}"]`)?.focus({ preventScroll: true }),
    );
  }

  function onKeyDown(event: KeyboardEvent) {
    const { key, target, shiftKey } = event;
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (target instanceof HTMLInputElement && target.type !== 'checkbox') return;
    if (isForControl(target) && (key === 'Enter' || key === ' ')) return;
    const page = Math.floor(height / ROW_HEIGHT) - 2;
    const toggle = () => onToggle(current, { isRange: shiftKey });
    const act: Record<string, (() => void) | undefined> = {
      ArrowDown: () => go(current + 1),
      j: () => go(current + 1),
      ArrowUp: () => go(current - 1),
      k: () => go(current - 1),
      PageDown: () => go(current + page),
      PageUp: () => go(current - page),
      Home: () => go(0),
      End: () => go(count - 1),
      x: toggle,
      X: toggle,
      ' ': toggle,
      Enter: () => onOpen(current),
      Escape: onClear,
    };
    if (!act[key] || count === 0) return;
    event.preventDefault();
    act[key]();
  }
  return { current, onKeyDown };
}
