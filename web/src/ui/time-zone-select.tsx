import { Select, type SelectProps } from '@mantine/core';

const ZONES = [...new Set(['UTC', ...Intl.supportedValuesOf('timeZone')])];

/** The zone that this browser is in. */
export const browserZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** A time zone, found by typing a part of its name. A zone that the browser does not list stays choosable. */
export function TimeZoneSelect({ value, ...select }: Omit<SelectProps, 'data'>) {
  const data = value && !ZONES.includes(value) ? [value, ...ZONES] : ZONES;
  return (
    <Select
      label="Time zone"
      searchable
      limit={60}
      nothingFoundMessage="No zone is called like this. Try a large city nearby."
      value={value}
      {...select}
      data={data}
    />
  );
}
