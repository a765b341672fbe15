import { Group, Paper, Stack, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { LucideIcon } from 'lucide-react';
import { Children, type ReactNode } from 'react';

type SectionProps = {
  title: string;
  icon: LucideIcon;
  color?: string;
  emptyIcon: LucideIcon;
  empty: string;
  children: ReactNode;
};

/** A titled list on the first page, with a sentence where it is empty. */
export function Section({ title, icon: Icon, color, emptyIcon: EmptyIcon, empty, children }: SectionProps) {
  const hasRows = Children.count(children) > 0;
  return (
    <Paper component="section" aria-label={title}>
      <Group gap="xs" px="md" py="sm" style={{ borderBottom: '1px solid var(--mantine-color-default-border)' }}>
        <Icon size={16} aria-hidden color={hasRows && color ? `var(--mantine-color-${color}-6)` : undefined} />
        <Title order={2}>{title}</Title>
      </Group>
      {hasRows ? (
        children
      ) : (
        <Group gap="sm" px="md" py="lg" c="dimmed" wrap="nowrap">
          <EmptyIcon size={16} aria-hidden />
          <Text size="sm">{empty}</Text>
        </Group>
      )}
    </Paper>
  );
}

/** A row that leads to what it names. */
export function Row({ to, title, detail, aside }: { to: string; title: string; detail: string; aside: ReactNode }) {
  return (
    <Group
      component={Link}
      {...{ to }}
      justify="space-between"
      wrap="nowrap"
      gap="md"
      px="md"
      py={8}
      className="row-link"
      style={{ textDecoration: 'none', color: 'inherit' }}
    >
      <Stack gap={0} style={{ minWidth: 0 }}>
        <Text size="sm" fw={500} truncate>
          {title}
        </Text>
        <Text size="xs" c="dimmed" lineClamp={2}>
          {detail}
        </Text>
      </Stack>
      {aside}
    </Group>
  );
}
