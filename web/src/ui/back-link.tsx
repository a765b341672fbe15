import { Anchor, Box, Group } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { ChevronLeft } from 'lucide-react';

/** The way back to the list that a page belongs to; stands above its title. */
export function BackLink({ to, label }: { to: string; label: string }) {
  return (
    <Box px={{ base: 'md', sm: 'xl' }} pt="md" mb={-12}>
      <Anchor component={Link} to={to} size="xs" c="dimmed">
        <Group gap={2} component="span" display="inline-flex">
          <ChevronLeft size={12} aria-hidden />
          {label}
        </Group>
      </Anchor>
    </Box>
  );
}
