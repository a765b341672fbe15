import { useEffect, useState } from 'react';
import type { EnrollmentItem } from './sequence.ts';

const NONE: ReadonlySet<string> = new Set();

/** Keeps track of the chosen rows, or of all that match. Another question begins anew. */
export function useChosen(shown: EnrollmentItem[], question: string) {
  const [ids, setIds] = useState(NONE);
  const [isAll, setAll] = useState(false);
  const clear = () => {
    setIds(NONE);
    setAll(false);
  };
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- another question is all that begins anew
  useEffect(clear, [question]);
  const shownIds = shown.map(({ id }) => id as string);
  return {
    ids: isAll ? new Set(shownIds) : ids,
    isAll,
    clear,
    chooseAll: () => setAll(true),
    toggle: (id: string) => {
      const next = new Set(isAll ? shownIds : ids);
      if (!next.delete(id)) next.add(id);
      setAll(false);
      setIds(next);
    },
    toggleAll: () => {
      setAll(false);
      setIds(ids.size === shownIds.length || isAll ? NONE : new Set(shownIds));
    },
  };
}
