import { Button, Group, Stack, Switch, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { FormProblem } from '../../ui/form-problem.tsx';

export type Details = { name: string; description: string; isExclusive: boolean };

type DetailsFormProps = {
  initial: Details;
  submitLabel: string;
  isPending: boolean;
  error: Error | null;
  onSubmit: (details: Details) => void;
};

/** What a sequence is called, and whether it wants its people to itself. */
export function DetailsForm({ initial, submitLabel, isPending, error, onSubmit }: DetailsFormProps) {
  const form = useForm<Details>({ initialValues: initial });
  return (
    <form onSubmit={form.onSubmit(onSubmit)}>
      <Stack gap="sm">
        <FormProblem error={error} />
        <TextInput label="Name" required maxLength={200} data-autofocus {...form.getInputProps('name')} />
        <Textarea
          label="Description"
          description="What it is for, for your colleagues"
          autosize
          minRows={2}
          maxLength={2000}
          {...form.getInputProps('description')}
        />
        <Switch
          label="Exclusive"
          description="Nobody in it is in another exclusive sequence at the same time"
          {...form.getInputProps('isExclusive', { type: 'checkbox' })}
        />
        <Group justify="flex-end">
          <Button type="submit" size="sm" loading={isPending}>
            {submitLabel}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
