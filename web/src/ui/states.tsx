import { Alert, Button, Center, Group, Skeleton, Stack, Text, ThemeIcon } from '@mantine/core';
import { CircleAlert, type LucideIcon } from 'lucide-react';
import { type ReactNode, useState } from 'react';

type EmptyProps = { icon: LucideIcon; title: string; children?: ReactNode; action?: ReactNode };

/** Nothing is here yet: what belongs here, and how it comes. */
export function Empty({ icon: Icon, title, children, action }: EmptyProps) {
  return (
    <Center py={64}>
      <Stack align="center" gap="sm" maw={380}>
        <ThemeIcon variant="light" color="gray" size={40} radius="xl">
          <Icon size={20} aria-hidden />
        </ThemeIcon>
        <Text fw={600}>{title}</Text>
        {children && (
          <Text size="sm" c="dimmed" ta="center" component="div">
            {children}
          </Text>
        )}
        {action}
      </Stack>
    </Center>
  );
}

type FailedProps = { error: Error; onRetry?: () => void; isRetrying?: boolean };

/** Something could not be had: why, and how to try again. */
export function Failed({ error, onRetry, isRetrying = false }: FailedProps) {
  return (
    <Alert color="red" variant="light" icon={<CircleAlert size={18} aria-hidden />} role="alert">
      <Group justify="space-between" gap="sm">
        <Text size="sm">{error.message}</Text>
        {onRetry && (
          <Button variant="default" onClick={onRetry} loading={isRetrying}>
            Try again
          </Button>
        )}
      </Group>
    </Alert>
  );
}

/** Rows that are on their way. */
export function Loading({ rows = 8 }: { rows?: number }) {
  return (
    <Stack gap="xs" role="status" aria-busy="true" aria-label="Loading">
      {Array.from({ length: rows }, (_, index) => (
        <Skeleton key={index} height={32} radius="sm" />
      ))}
    </Stack>
  );
}

type Waited = {
  isPending: boolean;
  isFetching: boolean;
  error: Error | null;
  failureReason: Error | null;
  refetch: () => unknown;
};

/** Stands where data will be: on its way, or why it cannot be had. A failure is said at once and stays until the data is there, for an outage is tried again by itself. */
export function Waiting({ query, rows }: { query: Waited; rows?: number }) {
  const trouble = query.isPending ? query.failureReason : query.error;
  const [earlier, setEarlier] = useState(trouble);
  if (trouble && trouble !== earlier) setEarlier(trouble);
  const shown = trouble ?? (query.isPending ? earlier : null);
  if (shown) return <Failed error={shown} isRetrying={query.isFetching} onRetry={() => void query.refetch()} />;
  return query.isPending ? <Loading rows={rows} /> : null;
}
