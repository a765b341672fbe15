import { Radio, Select, Stack, Text } from '@mantine/core';
import { DATE_ORDERS, DECIMAL_MARKS, IMPORT_MODES, type ImportMode } from '../../../../workflows/imports/rules.ts';
import { ListSelect, TagsSelect } from './destinations.tsx';
import type { ImportDetail, Settings } from './import.ts';
import type { Change } from './use-settings.ts';

const MODES: Record<ImportMode, { label: string; description: string }> = {
  create_and_update: { label: 'Create and update', description: 'New contacts come in, known ones are completed' },
  create: { label: 'Only create', description: 'Known contacts are passed over' },
  update: { label: 'Only update', description: 'Unknown contacts are passed over' },
};
const DATES: Record<(typeof DATE_ORDERS)[number], string> = {
  day: '02/03/2026 is 2 March',
  month: '02/03/2026 is 3 February',
};
const MARKS: Record<(typeof DECIMAL_MARKS)[number], string> = { point: '1,234.50', comma: '1.234,50' };

type ImportOptionsProps = { job: ImportDetail; settings: Settings; change: Change; isDisabled: boolean };

/** What is done with the rows: by what contacts are known, which are taken, and where they go. */
export function ImportOptions({ job, settings, change, isDisabled }: ImportOptionsProps) {
  const keys = job.targets.filter(({ isKey }) => isKey).map(({ target, label }) => ({ value: target, label }));
  return (
    <Stack gap="md">
      <Select
        label="Tell contacts apart by"
        data={keys}
        value={settings.upsertKey}
        disabled={isDisabled}
        onChange={(upsertKey) => upsertKey && change({ upsertKey })}
      />
      <Radio.Group label="Which rows are taken" value={settings.mode} onChange={(mode) => change({ mode })}>
        <Stack gap="xs" mt={6}>
          {IMPORT_MODES.map((mode) => (
            <Radio key={mode} size="xs" value={mode} disabled={isDisabled} {...MODES[mode]} />
          ))}
        </Stack>
      </Radio.Group>
      <ListSelect listId={settings.listId} onChange={(listId) => change({ listId })} isDisabled={isDisabled} />
      <TagsSelect tagIds={settings.tagIds} onChange={(tagIds) => change({ tagIds })} isDisabled={isDisabled} />
      <Select
        label="Dates"
        data={DATE_ORDERS.map((value) => ({ value, label: DATES[value] }))}
        value={settings.dateOrder}
        disabled={isDisabled}
        onChange={(dateOrder) => dateOrder && change({ dateOrder })}
      />
      <Select
        label="Numbers"
        data={DECIMAL_MARKS.map((value) => ({ value, label: MARKS[value] }))}
        value={settings.decimalMark}
        disabled={isDisabled}
        onChange={(decimalMark) => decimalMark && change({ decimalMark })}
      />
      <Text size="xs" c="dimmed">
        An empty cell takes nothing away. Of rows about the same contact the first is taken; the others are counted as
        skipped.
      </Text>
    </Stack>
  );
}
