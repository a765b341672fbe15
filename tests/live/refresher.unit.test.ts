import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { refresher } from '../../web/src/app/refresher.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const TASKS = [['tasks', 'listTasks']];

/** A page that shows tasks, as long as the test runs. */
function shown(queryFn: () => Promise<number>) {
  const queries = new QueryClient({ defaultOptions: { queries: { retryDelay: 1_000, retry: 2 } } });
  const observer = new QueryObserver(queries, { queryKey: TASKS, queryFn });
  const close = observer.subscribe(() => {});
  return { refresh: refresher(queries), state: () => observer.getCurrentResult(), close };
}

test('an event makes a page read again', async () => {
  const read = vi.fn<() => Promise<number>>(async () => 1);
  const page = shown(read);
  await vi.advanceTimersByTimeAsync(10);
  page.refresh({ type: 'task.changed' });
  page.refresh({ type: 'task.changed' });
  await vi.advanceTimersByTimeAsync(600);
  expect(read).toHaveBeenCalledTimes(2);
  page.close();
});

test('a page that fails says so while events go on', async () => {
  const page = shown(() => Promise.reject(new Error('The database does not answer.')));
  const events = setInterval(() => page.refresh({ type: 'task.changed' }), 300);
  await vi.advanceTimersByTimeAsync(2_100);
  expect(page.state()).toMatchObject({ status: 'error', error: { message: 'The database does not answer.' } });
  clearInterval(events);
  page.close();
});

test('what was being read when an event came is read once more when it ends, and not before', async () => {
  const read = vi.fn<() => Promise<number>>(
    () => new Promise((resolve) => setTimeout(() => resolve(read.mock.calls.length), 2_000)),
  );
  const page = shown(read);
  page.refresh({ type: 'task.changed' });
  await vi.advanceTimersByTimeAsync(1_900);
  expect(read).toHaveBeenCalledTimes(1);
  await vi.advanceTimersByTimeAsync(3_000);
  expect(read).toHaveBeenCalledTimes(2);
  expect(page.state().data).toBe(2);
  page.close();
});
