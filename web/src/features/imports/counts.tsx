import { Paper, SimpleGrid, Text } from '@mantine/core';
import { count, type ImportItem } from './import.ts';

/** Red that can be read by day and by night. */
export const LOUD = 'light-dark(var(--mantine-color-red-8), var(--mantine-color-red-5))';

type CountProps = { label: string; rows: number; hint: string; color?: string };

function Count({ label, rows, hint, color }: CountProps) {
  return (
    <Paper p="md" component="section" aria-label={label}>
      <Text size="xs" c="dimmed">
        {label}
      </Text>
      <Text fz={24} lh={1.3} fw={600} c={rows === 0 ? 'dimmed' : color} style={{ fontVariantNumeric: 'tabular-nums' }}>
        {count(rows)}
      </Text>
      <Text size="xs" c="dimmed">
        {hint}
      </Text>
    </Paper>
  );
}

/** What became of the rows so far, or what would become of them. */
export function Counts({ job }: { job: ImportItem }) {
  const isCheck = job.state === 'checking' || job.state === 'checked';
  return (
    <SimpleGrid cols={{ base: 2, sm: 4 }} spacing="sm">
      <Count label="New" rows={job.newRows} hint={isCheck ? 'would be created' : 'created'} />
      <Count label="Updated" rows={job.updatedRows} hint={isCheck ? 'would be changed' : 'changed'} />
      <Count label="Skipped" rows={job.skippedRows} hint="nothing new, or left out" />
      <Count label="Errors" rows={job.errorRows} hint="rows with a mistake" color={LOUD} />
    </SimpleGrid>
  );
}

/** A word about those who come in, and get no mail all the same. */
export function MutedNote({ job }: { job: ImportItem }) {
  if (job.mutedRows === 0) return null;
  return (
    <Text size="sm" c="dimmed">
      {count(job.mutedRows)} of them {job.mutedRows === 1 ? 'is' : 'are'} on the suppression list. They are taken, and
      get no mail.
    </Text>
  );
}
