import type { Query, QueryClient } from '@tanstack/react-query';
import type { LiveEvent } from '../../../api/contract/live.ts';
import { touchedBy } from './live-touches.ts';

/** Many events come at once when a batch runs: pages are refreshed twice a second at the most. */
const GATHER_MS = 500;

const featureOf = ({ queryKey: [path] }: Query): unknown => (Array.isArray(path) ? path[0] : undefined);

/**
 * Reads anew what an event made old. What is being read just then is left to end first and read once more after it:
 * started over with each event, a slow or failing page would never come to its end.
 */
export function refresher(queries: QueryClient): (event: Pick<LiveEvent, 'type'>) => void {
  const touched = new Set<unknown>();
  const late = new Set<Query>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const schedule = () => {
    timer ??= setTimeout(refresh, GATHER_MS);
  };
  const refresh = () => {
    timer = undefined;
    const old = queries
      .getQueryCache()
      .findAll({ predicate: (query) => touched.has(featureOf(query)) || late.has(query) });
    touched.clear();
    late.clear();
    for (const query of old) if (query.state.fetchStatus !== 'idle') late.add(query);
    const due = new Set(old.filter((query) => !late.has(query)));
    void queries.invalidateQueries({ predicate: (query) => due.has(query) });
    if (late.size > 0) schedule();
  };
  return ({ type }) => {
    for (const feature of touchedBy(type)) touched.add(feature);
    if (touched.size > 0) schedule();
  };
}
