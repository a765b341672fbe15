import { Badge, Group, Select, SimpleGrid, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { client } from '../../lib/client.ts';
import type { SettingsForm } from './use-settings-form.ts';

const SHOWN = 8;

const dateOf = (day: string) =>
  new Intl.DateTimeFormat('en-GB', { weekday: 'short', day: 'numeric', month: 'short', timeZone: 'UTC' }).format(
    new Date(`${day}T12:00:00Z`),
  );

function Preview({ country, region }: { country: string; region: string | null }) {
  const { data } = useQuery(
    client.mailboxes.previewHolidays.queryOptions({ input: { country, region: region ?? undefined } }),
  );
  if (!data) return null;
  return (
    <Stack gap={6}>
      <Text size="xs" c="dimmed">
        {data.items.length === 0 ? 'No holidays are known there.' : 'Nothing leaves on these days:'}
      </Text>
      <Group gap={6}>
        {data.items.slice(0, SHOWN).map(({ day, name }) => (
          <Badge key={day} color="gray">
            {dateOf(day)} · {name}
          </Badge>
        ))}
      </Group>
    </Stack>
  );
}

const choices = (items: { code: string; name: string }[] = []) =>
  items.map(({ code, name }) => ({ value: code, label: name }));

/** Whose holidays a mailbox keeps, with the next ones. */
export function HolidayFields({ form }: { form: SettingsForm }) {
  const { holidayCountry: country, holidayRegion: region } = form.values;
  const { listHolidayPlaces } = client.mailboxes;
  const countries = useQuery(listHolidayPlaces.queryOptions({ input: {}, staleTime: Number.POSITIVE_INFINITY }));
  const regions = useQuery({
    ...listHolidayPlaces.queryOptions({ input: { country: country ?? undefined } }),
    enabled: country !== null,
  });
  const regionChoices = country ? choices(regions.data?.items) : [];
  return (
    <Stack gap="sm">
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        <Select
          label="Holidays of"
          placeholder="No holidays"
          searchable
          clearable
          data={choices(countries.data?.items)}
          {...form.getInputProps('holidayCountry')}
          onChange={(code) => form.setValues({ holidayCountry: code, holidayRegion: null })}
        />
        {regionChoices.length > 0 && (
          <Select
            label="Region"
            placeholder="The whole country"
            searchable
            clearable
            data={regionChoices}
            {...form.getInputProps('holidayRegion')}
          />
        )}
      </SimpleGrid>
      {country && <Preview country={country} region={region} />}
    </Stack>
  );
}
