import { Button, Group, Paper, Progress, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Square } from 'lucide-react';
import { client } from '../../lib/client.ts';
import { useMay } from '../../lib/me.ts';
import { Counts } from './counts.tsx';
import { count, type ImportDetail } from './import.ts';

/** Before this share is done, nobody can say how long the rest takes. */
const LEAST_SHARE = 0.02;

function remainingWords({ startedAt, doneRows, totalRows }: ImportDetail, now: number): string {
  const share = doneRows / Math.max(totalRows, 1);
  if (startedAt === null || share < LEAST_SHARE) return 'Beginning…';
  const seconds = Math.max(1, Math.round(((now - startedAt) * (1 - share)) / share / 1_000));
  return seconds < 90 ? `About ${seconds} s left` : `About ${Math.round(seconds / 60)} min left`;
}

type WorkingProps = { job: ImportDetail /** When the counts came. */; seenAt: number };

/** A check or a run at work: how far it is, what it has counted, and how to stop it. */
export function Working({ job, seenAt }: WorkingProps) {
  const mayEdit = useMay('rep');
  const cancel = useMutation(client.imports.cancelImport.mutationOptions());
  const isRun = job.state === 'running';
  const percent = (job.doneRows / Math.max(job.totalRows, 1)) * 100;
  return (
    <Stack gap="md">
      <Paper p="lg" component="section" aria-label="Progress">
        <Group justify="space-between" mb="sm" gap="sm">
          <Text fw={600} role="status" style={{ fontVariantNumeric: 'tabular-nums' }}>
            {isRun ? 'Imported' : 'Checked'} {count(job.doneRows)} of {count(job.totalRows)} rows
          </Text>
          {mayEdit && (
            <Button
              variant="default"
              leftSection={<Square size={12} aria-hidden />}
              loading={cancel.isPending}
              disabled={cancel.isSuccess}
              onClick={() => cancel.mutate({ importId: job.id })}
            >
              {cancel.isSuccess ? 'Stopping…' : 'Stop'}
            </Button>
          )}
        </Group>
        <Progress value={percent} size="md" radius="xl" transitionDuration={300} aria-label="Rows done" />
        <Group justify="space-between" mt="xs" gap="sm">
          <Text size="xs" c="dimmed">
            You can close this page: it goes on without you.
          </Text>
          <Text size="xs" c="dimmed">
            {remainingWords(job, seenAt)}
          </Text>
        </Group>
      </Paper>
      <Counts job={job} />
    </Stack>
  );
}
