import { Box, Group, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';

type PageProps = { title: string; subtitle?: ReactNode; actions?: ReactNode; children: ReactNode; isWide?: boolean };

/** A page: its name, what can be done on it, and its content. */
export function Page({ title, subtitle, actions, children, isWide = true }: PageProps) {
  useEffect(() => {
    document.title = `${title} · Followthrough`;
  }, [title]);
  return (
    <Box px={{ base: 'md', sm: 'xl' }} py="lg" maw={isWide ? undefined : 880}>
      <Group justify="space-between" align="flex-start" mb="lg" gap="sm">
        <Stack gap={2}>
          <Title order={1}>{title}</Title>
          {subtitle && (
            <Text size="sm" c="dimmed" component="div">
              {subtitle}
            </Text>
          )}
        </Stack>
        {actions && <Group gap="xs">{actions}</Group>}
      </Group>
      {children}
    </Box>
  );
}
