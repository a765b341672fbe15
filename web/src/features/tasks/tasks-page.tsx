import { Badge, Button, Group, Paper, SegmentedControl, Stack, Text } from '@mantine/core';
import { useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { Check, CircleCheckBig } from 'lucide-react';
import type { z } from 'zod';
import type { TaskItem } from '../../../../api/contract/tasks.ts';
import { client } from '../../lib/client.ts';
import { Page } from '../../ui/page.tsx';
import { ShowMore } from '../../ui/show-more.tsx';
import { Empty, Waiting } from '../../ui/states.tsx';
import { When } from '../../ui/when.tsx';

type Task = z.output<typeof TaskItem>;
type Status = 'open' | 'done';

const LABELS = { task: 'Task', call: 'Call', email: 'Mail', meeting: 'Meeting' };

function TaskRow({ task }: { task: Task }) {
  const { mutate, isPending } = useMutation(client.tasks.completeTask.mutationOptions());
  const isOpen = task.status === 'pending' || task.status === 'in_progress';
  return (
    <Group justify="space-between" wrap="nowrap" px="md" py="sm" className="row-link">
      <Stack gap={2} style={{ minWidth: 0 }}>
        <Group gap="xs">
          <Badge color={task.type === 'call' ? 'teal' : 'iris'}>{LABELS[task.type]}</Badge>
          <Text size="sm" fw={500} truncate>
            {task.title}
          </Text>
        </Group>
        <Text size="xs" c="dimmed" truncate>
          {task.contactId ? (
            <Link to="/contacts/$contactId" params={{ contactId: task.contactId }}>
              {task.contactName}
            </Link>
          ) : (
            'No contact'
          )}
          {task.description ? ` · ${task.description}` : ''}
        </Text>
      </Stack>
      <Group gap="sm" wrap="nowrap">
        <When at={isOpen ? task.dueAt : task.completedAt} size="xs" c="dimmed" fallback="No date" />
        {isOpen && (
          <Button
            variant="default"
            leftSection={<Check size={14} aria-hidden />}
            loading={isPending}
            onClick={() => mutate({ taskId: task.id })}
          >
            Done
          </Button>
        )}
      </Group>
    </Group>
  );
}

/** What people have to do, the soonest first. */
export function TasksPage() {
  const { status = 'open' } = useSearch({ strict: false }) as { status?: Status };
  const navigate = useNavigate();
  const query = useInfiniteQuery(
    client.tasks.listTasks.infiniteOptions({
      input: (cursor: string | undefined) => ({ status, cursor }),
      initialPageParam: undefined,
      getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    }),
  );
  const tasks = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const tabs = (
    <SegmentedControl
      size="xs"
      value={status}
      onChange={(value) => void navigate({ to: '/tasks', search: { status: value } as never })}
      data={[
        { value: 'open', label: 'Open' },
        { value: 'done', label: 'Done' },
      ]}
    />
  );
  return (
    <Page title="Tasks" subtitle="What your sequences and your team ask of people" actions={tabs}>
      <Waiting query={query} />
      {query.data && tasks.length === 0 && (
        <Empty icon={CircleCheckBig} title={status === 'open' ? 'Nothing to do' : 'Nothing done yet'}>
          A step of the kind task or call puts its task here when it is due.
        </Empty>
      )}
      {tasks.length > 0 && (
        <Paper>
          {tasks.map((task) => (
            <TaskRow key={task.id} task={task} />
          ))}
        </Paper>
      )}
      <ShowMore query={query} mt="md" />
    </Page>
  );
}
