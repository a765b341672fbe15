import { Button, type MantineStyleProps } from '@mantine/core';

type Paged = { hasNextPage: boolean; isFetchingNextPage: boolean; fetchNextPage: () => unknown };
type ShowMoreProps = Pick<MantineStyleProps, 'm' | 'mt'> & { query: Paged; label?: string };

/** The way to the next page of a list, as long as there is one. */
export function ShowMore({ query, label = 'Show more', ...place }: ShowMoreProps) {
  if (!query.hasNextPage) return null;
  return (
    <Button
      {...place}
      variant="default"
      style={{ alignSelf: 'flex-start' }}
      loading={query.isFetchingNextPage}
      onClick={() => void query.fetchNextPage()}
    >
      {label}
    </Button>
  );
}
