import { Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import type { ImportId } from '../../../../workflows/ids.ts';
import { mayMap } from '../../../../workflows/imports/rules.ts';
import { client } from '../../lib/client.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { Page } from '../../ui/page.tsx';
import { Waiting } from '../../ui/states.tsx';
import { When } from '../../ui/when.tsx';
import { Checked } from './checked.tsx';
import { ColumnsStep } from './columns-step.tsx';
import { Ended } from './ended.tsx';
import { dialectOf, type ImportDetail, pollOf, rowsOf, sizeOf } from './import.ts';
import { ImportMenu } from './import-menu.tsx';
import { ImportState } from './import-state.tsx';
import { type Step, Steps } from './steps.tsx';
import { Working } from './working.tsx';

function stepOf({ state }: ImportDetail, isAtColumns: boolean): Step {
  if (state === 'uploaded' || (isAtColumns && mayMap(state))) return 'Columns';
  return state === 'checking' || state === 'checked' ? 'Check' : 'Import';
}

type ContentProps = { job: ImportDetail; seenAt: number; step: Step; onStep: (step: Step) => void };

function Content({ job, seenAt, step, onStep }: ContentProps) {
  if (step === 'Columns') return <ColumnsStep job={job} onChecking={() => onStep('Check')} />;
  switch (job.state) {
    case 'checking':
    case 'running':
      return <Working key={job.state} job={job} seenAt={seenAt} />;
    case 'completed':
    case 'cancelled':
    case 'failed':
      return <Ended job={job} state={job.state} />;
    default:
      return <Checked job={job} onChangeColumns={() => onStep('Columns')} />;
  }
}

function About({ job }: { job: ImportDetail }) {
  return (
    <Group gap={6} component="span">
      <ImportState state={job.state} />
      <Text span size="sm">
        {rowsOf(job.totalRows)} · {sizeOf(job.fileBytes)} · {dialectOf(job)} · {job.createdBy?.name ?? 'A program'} ·{' '}
        <When at={job.createdAt} inherit />
      </Text>
    </Group>
  );
}

/** One import, from its columns to what it brought. Where it stands is kept with it, so that a page can be left at any time. */
export function ImportPage() {
  const { importId } = useParams({ strict: false }) as { importId: ImportId };
  const { step: wanted } = useSearch({ strict: false }) as { step?: string };
  const navigate = useNavigate();
  const query = useQuery({
    ...client.imports.getImport.queryOptions({ input: { importId } }),
    refetchInterval: ({ state }) => pollOf(state.data ? [state.data] : []),
  });
  const job = query.data;
  if (!job)
    return (
      <Page title="Import">
        <Waiting query={query} />
      </Page>
    );
  const step = stepOf(job, wanted === 'columns');
  const onStep = (next: Step) =>
    void navigate({
      to: '/imports/$importId',
      params: { importId } as never,
      search: (next === 'Columns' ? { step: 'columns' } : {}) as never,
    });
  return (
    <>
      <BackLink to="/imports" label="Imports" />
      <Page
        title={job.fileName}
        subtitle={<About job={job} />}
        actions={<ImportMenu job={job} onDeleted={() => void navigate({ to: '/imports' })} />}
      >
        <Steps current={step} isFinished={job.state === 'completed'} onPick={job.state === 'checked' ? onStep : null} />
        <Content job={job} seenAt={query.dataUpdatedAt} step={step} onStep={onStep} />
      </Page>
    </>
  );
}
