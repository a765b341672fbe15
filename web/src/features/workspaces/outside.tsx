import { Center, Group, Image, Paper, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';

/** The frame of the pages before one is signed in. */
export function Outside({ title, children, footer }: { title: string; children: ReactNode; footer?: ReactNode }) {
  useEffect(() => {
    document.title = `${title} · Followthrough`;
  }, [title]);
  return (
    <Center component="main" mih="100dvh" bg="var(--app-sidebar)" p="md">
      <Stack w="100%" maw={380} gap="md">
        <Group gap="sm" justify="center">
          <Image src="/icon.svg" w={28} h={28} alt="" />
          <Text fw={600}>Followthrough</Text>
        </Group>
        <Paper p="xl">
          <Title order={1} mb="md">
            {title}
          </Title>
          {children}
        </Paper>
        {footer && (
          <Text size="sm" c="dimmed" ta="center" component="div">
            {footer}
          </Text>
        )}
      </Stack>
    </Center>
  );
}
