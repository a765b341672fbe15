import { Button } from '@mantine/core';
import { type ErrorComponentProps, Link, useRouter } from '@tanstack/react-router';
import { Compass } from 'lucide-react';
import { Page } from '../ui/page.tsx';
import { Empty, Failed } from '../ui/states.tsx';

/** A page that could not be shown: why, and how to try again. */
export function RouteError({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const retry = () => {
    reset();
    void router.invalidate();
  };
  return (
    <Page title="Something is in the way">
      <Failed error={error as Error} onRetry={retry} />
    </Page>
  );
}

/** An address that leads nowhere. */
export function NotFound() {
  return (
    <Page title="Not found">
      <Empty
        icon={Compass}
        title="There is no page at this address"
        action={
          <Button component={Link} to="/">
            Go home
          </Button>
        }
      >
        The link may be old, or the thing it named was deleted.
      </Empty>
    </Page>
  );
}
