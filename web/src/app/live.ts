import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { LiveEvent } from '../../../api/contract/live.ts';
import { refresher } from './refresher.ts';

/** A stream that the server ended with an error is not opened again by the browser. */
const REOPEN_MS = 3_000;

/** Follows a workspace's events until it is told to stop. The browser resumes a lost stream where it was; one that it gave up is opened anew, and everything is read again. */
function follow(queries: QueryClient, setConnected: (isConnected: boolean) => void): () => void {
  const refresh = refresher(queries);
  let source: EventSource;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const open = (isAgain: boolean) => {
    source = new EventSource('/api/v1/events');
    source.addEventListener('message', ({ data }: MessageEvent<string>) => refresh(JSON.parse(data) as LiveEvent));
    source.addEventListener('open', () => {
      setConnected(true);
      if (isAgain) void queries.invalidateQueries();
    });
    source.addEventListener('error', () => {
      setConnected(false);
      if (source.readyState === EventSource.CLOSED) timer = setTimeout(() => open(true), REOPEN_MS);
    });
  };
  open(false);
  return () => {
    clearTimeout(timer);
    source.close();
  };
}

/** Keeps the pages true while the world moves. */
export function useLiveEvents(workspaceId: string | undefined): { isConnected: boolean } {
  const queries = useQueryClient();
  const [isConnected, setConnected] = useState(true);
  useEffect(() => (workspaceId ? follow(queries, setConnected) : undefined), [workspaceId, queries]);
  return { isConnected };
}
