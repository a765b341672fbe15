import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { LiveEvent } from '../../../api/contract/live.ts';

/** Which features' data an event makes old, by the word before the dot of its type. */
const TOUCHES: Record<string, string[]> = {
  contact: ['contacts', 'home', 'sequences'],
  tag: ['tags', 'contacts'],
  list: ['lists', 'contacts'],
  field: ['customFields', 'contacts'],
  view: ['views'],
  suppression: ['suppressions', 'contacts'],
  import: ['imports', 'contacts'],
  mailbox: ['mailboxes', 'home'],
  mail: ['contacts', 'sequences', 'mailboxes', 'home', 'sandbox'],
  sequence: ['sequences', 'home'],
  enrollment: ['sequences', 'contacts', 'home'],
  batch: ['sequences'],
  task: ['tasks', 'home', 'contacts'],
  member: ['workspaces'],
  workspace: ['workspaces'],
  sandbox: ['sandbox'],
};

/** Many events come at once when a batch runs: pages are refreshed twice a second at the most. */
const GATHER_MS = 500;

function refresher(queries: QueryClient) {
  const waiting = new Set<string>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  return (event: LiveEvent) => {
    for (const feature of TOUCHES[event.type.split('.')[0] ?? ''] ?? []) waiting.add(feature);
    timer ??= setTimeout(() => {
      timer = undefined;
      for (const feature of waiting)
        void queries.invalidateQueries({
          predicate: ({ queryKey: [path] }) => Array.isArray(path) && path[0] === feature,
        });
      waiting.clear();
    }, GATHER_MS);
  };
}

/** Keeps the pages true while the world moves: follows the workspace's events, and resumes where it was after a lost connection. */
export function useLiveEvents(workspaceId: string | undefined): { isConnected: boolean } {
  const queries = useQueryClient();
  const [isConnected, setConnected] = useState(true);
  useEffect(() => {
    if (!workspaceId) return;
    const source = new EventSource('/api/v1/events');
    const refresh = refresher(queries);
    source.addEventListener('message', ({ data }: MessageEvent<string>) => refresh(JSON.parse(data) as LiveEvent));
    source.addEventListener('open', () => setConnected(true));
    source.addEventListener('error', () => setConnected(false));
    return () => source.close();
  }, [workspaceId, queries]);
  return { isConnected };
}
