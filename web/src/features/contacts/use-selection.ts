import { useRef, useState } from 'react';
import type { Selection } from '../../../../workflows/contacts/rules.ts';
import type { Contact } from './fields.ts';
import type { Shown } from './use-view.ts';

/** Which contacts are chosen: some rows, or all that match. */
export type Chosen = {
  isAll: boolean;
  ids: ReadonlySet<string>;
  has: (id: string) => boolean;
  toggle: (id: string, options?: { isRange?: boolean }) => void;
  /** Chooses the rows that are loaded, or none when they all are chosen. */
  toggleLoaded: () => void;
  chooseAll: () => void;
  clear: () => void;
  /** What to send to the API. */
  selection: () => Selection;
};

const NONE: ReadonlySet<string> = new Set();

/** Keeps track of the chosen rows. Another filter or search begins anew. */
export function useSelection(loaded: Contact[], { filter, search, isTrash }: Shown): Chosen {
  const question = JSON.stringify([filter, search, isTrash]);
  const [held, setHeld] = useState({ question, ids: NONE, isAll: false });
  const last = useRef<string | null>(null);
  const { ids, isAll } = held.question === question ? held : { ids: NONE, isAll: false };
  const hold = (next: { ids: ReadonlySet<string>; isAll: boolean }) => setHeld({ question, ...next });

  const loadedIds = loaded.map(({ id }) => id as string);
  const chosen = isAll ? new Set(loadedIds) : ids;

  function toggle(id: string, { isRange = false } = {}) {
    const [from, to] = [loadedIds.indexOf(last.current ?? ''), loadedIds.indexOf(id)];
    const range = isRange && from >= 0 ? loadedIds.slice(Math.min(from, to), Math.max(from, to) + 1) : [id];
    const next = new Set(chosen);
    const isOn = !chosen.has(id);
    for (const one of range) {
      if (isOn) next.add(one);
      else next.delete(one);
    }
    last.current = id;
    hold({ ids: next, isAll: false });
  }
  return {
    isAll,
    ids: chosen,
    has: (id) => chosen.has(id),
    toggle,
    toggleLoaded: () => hold({ ids: chosen.size >= loadedIds.length ? NONE : new Set(loadedIds), isAll: false }),
    chooseAll: () => hold({ ids, isAll: true }),
    clear: () => hold({ ids: NONE, isAll: false }),
    selection: () =>
      isAll ? { kind: 'filter', filter, search: search || undefined } : { kind: 'contacts', contactIds: [...chosen] },
  };
}
