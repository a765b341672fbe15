import { Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Check } from 'lucide-react';
import type { z } from 'zod';
import type { TaskItem } from '../../../../api/contract/tasks.ts';
import { client } from '../../lib/client.ts';
import { useMay } from '../../lib/me.ts';
import { Failed } from '../../ui/states.tsx';
import { When } from '../../ui/when.tsx';
import type { Contact } from './fields.ts';

type Task = z.output<typeof TaskItem>;

const LABELS = { task: 'Task', call: 'Call', email: 'Mail', meeting: 'Meeting' };

function TaskRow({ task }: { task: Task }) {
  const queries = useQueryClient();
  const mayEdit = useMay('rep');
  const { mutate, isPending } = useMutation(
    client.tasks.completeTask.mutationOptions({
      onSuccess: () => queries.invalidateQueries({ queryKey: client.tasks.key() }),
    }),
  );
  return (
    <Group justify="space-between" wrap="nowrap" px="md" py="xs">
      <Text size="sm" truncate>
        <Text span c="dimmed">
          {LABELS[task.type]}:{' '}
        </Text>
        {task.title}
      </Text>
      <Group gap="sm" wrap="nowrap">
        <When at={task.dueAt} size="xs" c="dimmed" fallback="No date" />
        {mayEdit && (
          <Button
            variant="default"
            leftSection={<Check size={14} aria-hidden />}
            loading={isPending}
            aria-label={`Done: ${task.title}`}
            onClick={() => mutate({ taskId: task.id })}
          >
            Done
          </Button>
        )}
      </Group>
    </Group>
  );
}

/** What people have to do for a contact; nothing is shown where there is nothing. */
export function ContactTasks({ contactId }: { contactId: Contact['id'] }) {
  const { data, error } = useQuery(client.tasks.listTasks.queryOptions({ input: { contactId, limit: 50 } }));
  if (error) return <Failed error={error} />;
  if (!data || data.items.length === 0) return null;
  return (
    <Stack component="section" aria-label="Tasks" gap="sm">
      <Title order={2}>To do</Title>
      <Paper py={4}>
        {data.items.map((task) => (
          <TaskRow key={task.id} task={task} />
        ))}
      </Paper>
    </Stack>
  );
}
