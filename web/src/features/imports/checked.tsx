import { Button, Group, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Play } from 'lucide-react';
import { client } from '../../lib/client.ts';
import { useMay } from '../../lib/me.ts';
import { Counts, MutedNote } from './counts.tsx';
import { contactsOf, type ImportDetail } from './import.ts';
import { Rejects } from './rejects.tsx';

/** What the import would do, counted without writing; and the word that lets it begin. */
export function Checked({ job, onChangeColumns }: { job: ImportDetail; onChangeColumns: () => void }) {
  const mayEdit = useMay('rep');
  const run = useMutation(client.imports.runImport.mutationOptions());
  const taken = job.newRows + job.updatedRows;
  return (
    <Stack gap="md">
      <Counts job={job} />
      <MutedNote job={job} />
      {mayEdit && (
        <Group gap="sm">
          <Button
            size="sm"
            leftSection={<Play size={14} aria-hidden />}
            disabled={taken === 0}
            loading={run.isPending}
            onClick={() => run.mutate({ importId: job.id })}
          >
            Import {contactsOf(taken)}
          </Button>
          <Button size="sm" variant="default" onClick={onChangeColumns}>
            Change the columns
          </Button>
          <Text size="xs" c="dimmed">
            {taken === 0 ? 'No row says anything new.' : 'Nothing is written yet.'}
          </Text>
        </Group>
      )}
      <Rejects job={job} />
    </Stack>
  );
}
