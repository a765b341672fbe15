import { Box, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useId } from 'react';

type PanelProps = { title: string; text?: ReactNode; action?: ReactNode; isFlush?: boolean; children?: ReactNode };

/** One matter of the settings. What it holds may run to its edges, as a table does. */
export function Panel({ title, text, action, isFlush = false, children }: PanelProps) {
  const id = useId();
  return (
    <Paper component="section" aria-labelledby={id} mb="lg" style={{ overflow: 'hidden' }}>
      <Group justify="space-between" wrap="nowrap" px="lg" pt="md" pb={isFlush || !children ? 'md' : 0} gap="sm">
        <Stack gap={2}>
          <Title order={2} id={id}>
            {title}
          </Title>
          {text && (
            <Text size="sm" c="dimmed" component="div">
              {text}
            </Text>
          )}
        </Stack>
        {action && <Box style={{ flexShrink: 0 }}>{action}</Box>}
      </Group>
      {isFlush || !children ? children : <Stack p="lg">{children}</Stack>}
    </Paper>
  );
}
