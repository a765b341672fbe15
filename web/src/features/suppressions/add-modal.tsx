import { Button, Group, Modal, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { client } from '../../lib/client.ts';
import { FormProblem } from '../../ui/form-problem.tsx';
import { Outcome } from './outcome.tsx';
import { addedWords, REASON_CHOICES, type Reason } from './suppression.ts';

type AddModalProps = { isOpen: boolean; onClose: () => void };

function AddForm({ onClose }: { onClose: () => void }) {
  const form = useForm({ initialValues: { text: '', reason: 'manual' as Reason, note: '' } });
  const { mutate, isPending, error, data } = useMutation(
    client.suppressions.addSuppressions.mutationOptions({
      meta: { showsErrors: true },
      onSuccess: (outcome) => {
        const isAllThere = outcome.refused.length === outcome.refusedCount;
        if (isAllThere) form.setFieldValue('text', outcome.refused.map(({ text }) => text).join('\n'));
        if (outcome.refusedCount > 0) return;
        notifications.show({ message: addedWords(outcome) });
        onClose();
      },
    }),
  );
  return (
    <form onSubmit={form.onSubmit(({ note, ...values }) => mutate({ ...values, note: note || undefined }))}>
      <Stack gap="sm">
        <FormProblem error={error} />
        {data && <Outcome outcome={data} />}
        <Textarea
          label="Addresses or domains"
          description="One or many: lines, commas or blanks between them. A domain stands for everybody at it."
          placeholder={'ada@example.com\ncompetitor.example'}
          required
          data-autofocus
          autosize
          minRows={4}
          maxRows={12}
          {...form.getInputProps('text')}
        />
        <Select label="Reason" data={REASON_CHOICES} {...form.getInputProps('reason')} />
        <TextInput
          label="Note"
          placeholder="Why, for your colleagues"
          maxLength={500}
          {...form.getInputProps('note')}
        />
        <Group justify="flex-end">
          <Button size="sm" variant="default" onClick={onClose}>
            {data ? 'Done' : 'Cancel'}
          </Button>
          <Button size="sm" type="submit" loading={isPending} disabled={form.values.text.trim() === ''}>
            Suppress
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Puts addresses and whole domains on the list. Who is in a sequence with one of them is stopped. */
export function AddModal({ isOpen, onClose }: AddModalProps) {
  return (
    <Modal opened={isOpen} onClose={onClose} title="Add to the suppression list">
      <AddForm onClose={onClose} />
    </Modal>
  );
}
