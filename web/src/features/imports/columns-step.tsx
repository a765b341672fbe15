import { Button, Grid, Group, Paper, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { ListChecks } from 'lucide-react';
import { client } from '../../lib/client.ts';
import { useMay } from '../../lib/me.ts';
import { type ImportDetail, rowsOf } from './import.ts';
import { ImportOptions } from './import-options.tsx';
import { MappingTable } from './mapping-table.tsx';
import { useSettings } from './use-settings.ts';

type ColumnsStepProps = { job: ImportDetail; onChecking: () => void };

/** The first step: where each column goes, and what is done with the rows. All of it is kept at once. */
export function ColumnsStep({ job, onChecking }: ColumnsStepProps) {
  const mayEdit = useMay('rep');
  const { settings, change, problem, isSaving } = useSettings(job);
  const { mutate, isPending } = useMutation(client.imports.checkImport.mutationOptions({ onSuccess: onChecking }));
  return (
    <Grid gap="lg">
      <Grid.Col span={{ base: 12, md: 8 }}>
        <Paper>
          <MappingTable
            columns={job.columns}
            targets={job.targets}
            mapping={settings.mapping}
            onChange={(mapping) => change({ mapping })}
            isDisabled={!mayEdit}
          />
        </Paper>
      </Grid.Col>
      <Grid.Col span={{ base: 12, md: 4 }}>
        <Paper p="md">
          <ImportOptions job={job} settings={settings} change={change} isDisabled={!mayEdit} />
        </Paper>
        {mayEdit && (
          <Stack gap="xs" mt="md">
            {job.reason && (
              <Text size="sm" c="red" role="alert">
                The last check failed: {job.reason}
              </Text>
            )}
            {problem && (
              <Text size="sm" c="var(--app-warning)" role="status">
                {problem}
              </Text>
            )}
            <Group gap="sm">
              <Button
                leftSection={<ListChecks size={14} aria-hidden />}
                disabled={problem !== null || isSaving}
                loading={isPending}
                onClick={() => mutate({ importId: job.id })}
              >
                Check {rowsOf(job.totalRows)}
              </Button>
              <Text size="xs" c="dimmed" role="status">
                {isSaving ? 'Saving…' : 'Nothing is written yet.'}
              </Text>
            </Group>
          </Stack>
        )}
      </Grid.Col>
    </Grid>
  );
}
