import { BarChart } from '@mantine/charts';
import { Box } from '@mantine/core';
import { ChartColumn } from 'lucide-react';
import type { Home } from './home.ts';
import { Section } from './section.tsx';
import '@mantine/charts/styles.css';

const label = (day: string) =>
  new Intl.DateTimeFormat('en-GB', { day: 'numeric', month: 'short', timeZone: 'UTC' }).format(
    new Date(`${day}T12:00:00Z`),
  );

/** Mails sent, answered and planned, day by day: two weeks back and one ahead. */
export function DaysChart({ days }: { days: Home['days'] }) {
  const isEmpty = days.every(({ sent, planned }) => sent + planned === 0);
  if (isEmpty)
    return (
      <Section
        title="Day by day"
        icon={ChartColumn}
        emptyIcon={ChartColumn}
        empty="What is sent, answered and planned shows here."
      >
        {null}
      </Section>
    );
  return (
    <Section title="Day by day" icon={ChartColumn} emptyIcon={ChartColumn} empty="">
      <Box p="md">
        <BarChart
          h={220}
          data={days.map(({ day, sent, replied, planned }) => ({
            day: label(day),
            Sent: sent,
            Planned: planned,
            Replied: replied,
          }))}
          dataKey="day"
          withLegend
          series={[
            { name: 'Sent', color: 'iris.5', stackId: 'mails' },
            { name: 'Planned', color: 'gray.4', stackId: 'mails' },
            { name: 'Replied', color: 'teal.6', stackId: 'answers' },
          ]}
          tickLine="none"
          gridAxis="x"
          xAxisProps={{ interval: 'equidistantPreserveStart', minTickGap: 12 }}
          barProps={{ isAnimationActive: false, maxBarSize: 26 }}
        />
      </Box>
    </Section>
  );
}
