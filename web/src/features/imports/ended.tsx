import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { CircleAlert, CircleCheck, CirclePause, Play, Users } from 'lucide-react';
import { client } from '../../lib/client.ts';
import { useMay } from '../../lib/me.ts';
import { Counts, MutedNote } from './counts.tsx';
import { contactsOf, contactsSearchOf, count, type ImportDetail, rowsOf } from './import.ts';
import { Rejects } from './rejects.tsx';

const LOOKS = {
  completed: { color: 'teal', icon: CircleCheck },
  cancelled: { color: 'orange', icon: CirclePause },
  failed: { color: 'red', icon: CircleAlert },
};

function tookWords({ startedAt, completedAt }: ImportDetail): string {
  if (startedAt === null || completedAt === null) return '';
  const seconds = Math.max(1, Math.round((completedAt - startedAt) / 1_000));
  return seconds < 120 ? ` in ${seconds} s` : ` in ${Math.round(seconds / 60)} min`;
}

function outcomeWords(job: ImportDetail): string {
  if (job.state === 'completed')
    return `All ${rowsOf(job.totalRows)} are done${tookWords(job)}: ${contactsOf(job.newRows + job.updatedRows)} created or changed.`;
  const stood = `after ${count(job.doneRows)} of ${rowsOf(job.totalRows)}. What was written stays, and no row is taken twice.`;
  return job.state === 'cancelled' ? `Stopped ${stood}` : `${job.reason ?? 'It failed.'} It ended ${stood}`;
}

/** How a run ended: what it brought, what it did not take, and how to go on. */
export function Ended({ job, state }: { job: ImportDetail; state: keyof typeof LOOKS }) {
  const mayEdit = useMay('rep');
  const run = useMutation(client.imports.runImport.mutationOptions());
  const { color, icon: Icon } = LOOKS[state];
  return (
    <Stack gap="md">
      <Alert color={color} variant="light" icon={<Icon size={18} aria-hidden />} role="status">
        <Text size="sm">{outcomeWords(job)}</Text>
      </Alert>
      <Counts job={job} />
      <MutedNote job={job} />
      <Group gap="sm">
        {mayEdit && state !== 'completed' && (
          <Button
            size="sm"
            leftSection={<Play size={14} aria-hidden />}
            loading={run.isPending}
            onClick={() => run.mutate({ importId: job.id })}
          >
            Go on with {rowsOf(job.totalRows - job.doneRows)}
          </Button>
        )}
        <Button
          size="sm"
          variant="default"
          component={Link}
          to="/contacts"
          search={contactsSearchOf(job) as never}
          leftSection={<Users size={14} aria-hidden />}
        >
          Show contacts
        </Button>
        <Button size="sm" variant="default" component={Link} to="/imports">
          Import another file
        </Button>
      </Group>
      <Rejects job={job} />
    </Stack>
  );
}
