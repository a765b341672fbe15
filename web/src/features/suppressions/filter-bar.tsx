import { Group, Select } from '@mantine/core';
import { SearchBox } from '../../ui/search-box.tsx';
import { isReason, isSource, REASON_CHOICES, SOURCE_CHOICES } from './suppression.ts';
import type { View } from './use-view.ts';

/** Narrows the list: by a part of the address, the reason, and where it came from. */
export function FilterBar({ view, onChange }: { view: View; onChange: (some: View) => void }) {
  return (
    <Group gap="xs" mb="md">
      <SearchBox
        label="Search suppressions"
        placeholder="Search addresses"
        value={view.search ?? ''}
        onSearch={(search) => onChange({ search })}
      />
      <Select
        size="xs"
        w={150}
        clearable
        aria-label="Reason"
        placeholder="Any reason"
        data={REASON_CHOICES}
        value={view.reason ?? null}
        onChange={(reason) => onChange({ reason: isReason(reason) ? reason : undefined })}
      />
      <Select
        size="xs"
        w={200}
        clearable
        aria-label="Source"
        placeholder="Any source"
        data={SOURCE_CHOICES}
        value={view.source ?? null}
        onChange={(source) => onChange({ source: isSource(source) ? source : undefined })}
      />
    </Group>
  );
}
