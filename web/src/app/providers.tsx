import { MantineProvider } from '@mantine/core';
import { ModalsProvider } from '@mantine/modals';
import { Notifications, notifications } from '@mantine/notifications';
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ApiProblem, client } from '../lib/client.ts';
import { theme, variables } from './theme.ts';

/** A refusal is final; an outage passes. */
const isOutage = (error: Error) => !(error instanceof ApiProblem && error.status < 500);
const AGAIN_MS = 5_000;

export const queryClient: QueryClient = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      retry: (failures, error) => failures < 2 && isOutage(error),
      refetchInterval: ({ state: { error } }) => (error && isOutage(error) ? AGAIN_MS : false),
      refetchOnWindowFocus: true,
    },
  },
  queryCache: new QueryCache({
    // Somebody who was signed in and is no longer: back here after signing in again.
    onError: (error) => {
      const wasSignedIn = queryClient.getQueryData(client.workspaces.getMe.queryKey()) !== undefined;
      if (!wasSignedIn || !(error instanceof ApiProblem) || error.code !== 'signed-out') return;
      const next = `${window.location.pathname}${window.location.search}`;
      window.location.assign(`/sign-in?next=${encodeURIComponent(next)}`);
    },
  }),
  mutationCache: new MutationCache({
    // A form shows its own errors; everything else that fails says so here.
    onError: (error, ...[, , mutation]) => {
      if (mutation.meta?.showsErrors) return;
      notifications.show({ color: 'red', title: 'That did not work', message: error.message });
    },
  }),
});

/** What every page stands in: the look, the data, notices and dialogs. */
export function Providers({ children }: { children: ReactNode }) {
  return (
    <QueryClientProvider client={queryClient}>
      <MantineProvider theme={theme} cssVariablesResolver={variables} defaultColorScheme="auto">
        <ModalsProvider>
          <Notifications position="bottom-right" limit={4} />
          {children}
        </ModalsProvider>
      </MantineProvider>
    </QueryClientProvider>
  );
}
