import { Select, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core';
import type { Draft } from './use-step-drafts.ts';

const PRIORITIES: { value: Draft['taskPriority']; label: string }[] = [
  { value: 'low', label: 'Low' },
  { value: 'medium', label: 'Medium' },
  { value: 'high', label: 'High' },
  { value: 'urgent', label: 'Urgent' },
];
const TITLES: Partial<Record<Draft['kind'], string>> = {
  call: 'Call the contact',
  manual_mail: 'Write to the contact',
  task: 'What is to be done',
};

type TaskFieldsProps = { step: Draft; isDisabled: boolean; onChange: (some: Partial<Draft>) => void };

/** The task that a step puts on somebody's list. */
export function TaskFields({ step, isDisabled, onChange }: TaskFieldsProps) {
  const { kind, taskTitle, taskNote, taskPriority } = step;
  return (
    <Stack gap="sm">
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm" style={{ gridTemplateColumns: 'minmax(0, 1fr) 130px' }}>
        <TextInput
          label="Task"
          placeholder={TITLES[kind]}
          maxLength={200}
          disabled={isDisabled}
          value={taskTitle ?? ''}
          onChange={({ currentTarget }) => onChange({ taskTitle: currentTarget.value || null })}
        />
        <Select
          label="Priority"
          disabled={isDisabled}
          data={PRIORITIES}
          value={taskPriority}
          onChange={(priority) =>
            onChange({ taskPriority: PRIORITIES.find(({ value }) => value === priority)?.value ?? taskPriority })
          }
        />
      </SimpleGrid>
      <Textarea
        label="Note"
        description="Stands in the task: what to say, what to look at"
        autosize
        minRows={3}
        maxLength={5000}
        disabled={isDisabled}
        value={taskNote ?? ''}
        onChange={({ currentTarget }) => onChange({ taskNote: currentTarget.value || null })}
      />
    </Stack>
  );
}
