import { Button, FileInput, Group, Modal, Select, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { FileUp } from 'lucide-react';
import { useState } from 'react';
import { client, rpc } from '../../lib/client.ts';
import { FormProblem } from '../../ui/form-problem.tsx';
import { Outcome } from './outcome.tsx';
import { isReason, REASON_CHOICES, type Reason } from './suppression.ts';

type Choice = { file: File; reason: Reason };

const send = ({ file, reason }: Choice) =>
  rpc.suppressions.importSuppressions({
    query: { reason },
    // What a browser calls a CSV depends on the programs of the machine.
    body: new File([file], file.name, { type: 'text/csv' }),
  });

function ImportForm({ onClose }: { onClose: () => void }) {
  const [file, setFile] = useState<File | null>(null);
  const [reason, setReason] = useState<Reason>('manual');
  const { mutate, isPending, error, data, reset } = useMutation({
    mutationKey: client.suppressions.importSuppressions.mutationKey(),
    meta: { showsErrors: true },
    mutationFn: send,
  });
  const choose = (chosen: File | null) => {
    reset();
    setFile(chosen);
  };
  return (
    <Stack gap="sm">
      <FormProblem error={error} />
      {data && <Outcome outcome={data} />}
      <FileInput
        label="File"
        description="Up to 20 MB, with a line of column names. The column of the addresses is found; columns named reason and note are read too."
        placeholder="Choose a CSV"
        accept=".csv,.tsv,.txt,text/csv"
        leftSection={<FileUp size={14} aria-hidden />}
        value={file}
        onChange={choose}
        clearable
      />
      <Select
        label="Reason"
        description="Where the file names none"
        data={REASON_CHOICES}
        value={reason}
        onChange={(value) => isReason(value) && setReason(value)}
      />
      <Text size="xs" c="dimmed">
        Who is in a sequence with one of these addresses is stopped.
      </Text>
      <Group justify="flex-end">
        <Button size="sm" variant="default" onClick={onClose}>
          {data ? 'Done' : 'Cancel'}
        </Button>
        <Button
          size="sm"
          loading={isPending}
          disabled={!file || data !== undefined}
          onClick={() => file && mutate({ file, reason })}
        >
          Suppress them
        </Button>
      </Group>
    </Stack>
  );
}

/** Puts the addresses of a file on the list. */
export function ImportModal({ isOpen, onClose }: { isOpen: boolean; onClose: () => void }) {
  return (
    <Modal opened={isOpen} onClose={onClose} title="Add those of a CSV">
      <ImportForm onClose={onClose} />
    </Modal>
  );
}
