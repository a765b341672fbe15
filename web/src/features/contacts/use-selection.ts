import { useEffect, useRef, useState } from 'react';
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
  const [ids, setIds] = useState<ReadonlySet<string>>(NONE);
  const [isAll, setAll] = useState(false);
  const last = useRef<string | null>(null);
  const question = JSON.stringify([filter, search, isTrash]);

  const clear = () => {
    setIds(NONE);
    setAll(false);
    last.current = null;
  };
  useEffect(clear, [question]);

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
    setAll(false);
    setIds(next);
  }
  return {
    isAll,
    ids: chosen,
    has: (id) => chosen.has(id),
    toggle,
    toggleLoaded: () => {
      setAll(false);
      setIds(chosen.size >= loadedIds.length ? NONE : new Set(loadedIds));
    },
    chooseAll: () => setAll(true),
    clear,
    selection: () =>
      isAll ? { kind: 'filter', filter, search: search || undefined } : { kind: 'contacts', contactIds: [...chosen] },
  };
}
