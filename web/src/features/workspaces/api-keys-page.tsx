import { Anchor, Button, Modal } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { KeyRound, Plus } from 'lucide-react';
import { client } from '../../lib/client.ts';
import { Panel } from '../../ui/panel.tsx';
import { ShowMore } from '../../ui/show-more.tsx';
import { Empty, Waiting } from '../../ui/states.tsx';
import { ApiKeyForm } from './api-key-form.tsx';
import { ApiKeysTable } from './api-keys-table.tsx';

/** The keys with which programs use the API. */
export function ApiKeysPage() {
  const [isCreating, { open, close }] = useDisclosure(false);
  const query = useInfiniteQuery(
    client.workspaces.listApiKeys.infiniteOptions({
      input: (cursor: string | undefined) => ({ cursor }),
      initialPageParam: undefined,
      getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    }),
  );
  const { data: workspace } = useQuery(client.workspaces.readWorkspace.queryOptions());
  const hasApi = workspace?.limits.hasApi ?? true;
  const keys = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const newButton = hasApi && (
    <Button leftSection={<Plus size={14} aria-hidden />} onClick={open}>
      New key
    </Button>
  );
  const docs = (
    <>
      For programs. What they can ask is in the{' '}
      <Anchor underline="always" href="/api/docs" size="sm">
        API docs
      </Anchor>
      .
    </>
  );
  return (
    <>
      <Panel title="API keys" text={docs} action={newButton} isFlush>
        <Waiting query={query} rows={3} />
        {query.data && keys.length === 0 && (
          <Empty icon={KeyRound} title="No key yet">
            {hasApi
              ? 'A key lets a program act for this workspace, with the role that you give it.'
              : `The plan ${workspace?.plan ?? ''} has no API access. The plan business has.`}
          </Empty>
        )}
        {keys.length > 0 && <ApiKeysTable keys={keys} />}
        <ShowMore query={query} m="md" />
      </Panel>
      <Modal opened={isCreating} onClose={close} title="New API key" closeOnClickOutside={false}>
        <ApiKeyForm onDone={close} />
      </Modal>
    </>
  );
}
