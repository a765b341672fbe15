import { Badge } from '@mantine/core';

/** A tag: its colour as a dot, its name in the colour of text, so that it reads on light and dark. */
export function TagBadge({ tag }: { tag: { name: string; color: string } }) {
  return (
    <Badge
      variant="default"
      leftSection={
        <span style={{ display: 'block', width: 7, height: 7, borderRadius: '50%', background: tag.color }} />
      }
      style={{ flexShrink: 0, maxWidth: 140 }}
    >
      {tag.name}
    </Badge>
  );
}
