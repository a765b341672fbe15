import { Button, SegmentedControl, Select } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Trash2 } from 'lucide-react';
import { client } from '../../lib/client.ts';
import { useMay } from '../../lib/me.ts';
import { confirmThat } from '../../ui/confirm.tsx';
import { SearchBox } from '../../ui/search-box.tsx';
import { useSandboxView } from './use-sandbox-view.ts';

function MailboxFilter() {
  const { view, change } = useSandboxView();
  const { data } = useQuery(client.mailboxes.listMailboxes.queryOptions({ input: { limit: 200 } }));
  const mailboxes = (data?.items ?? []).filter(({ provider }) => provider === 'sandbox');
  if (mailboxes.length < 2) return null;
  return (
    <Select
      size="xs"
      w={200}
      aria-label="Mailbox"
      placeholder="Every mailbox"
      clearable
      data={mailboxes.map(({ id, email }) => ({ value: id as string, label: email }))}
      value={view.mailbox ?? null}
      onChange={(mailbox) => change({ mailbox: mailbox ?? undefined, mail: undefined })}
    />
  );
}

function ClearButton() {
  const queries = useQueryClient();
  const { change } = useSandboxView();
  const { mutate, isPending } = useMutation(
    client.sandbox.clearSandbox.mutationOptions({
      onSuccess: () => {
        change({ mail: undefined });
        void queries.invalidateQueries({ queryKey: client.sandbox.key() });
      },
    }),
  );
  const ask = () =>
    confirmThat({
      title: 'Empty the sandbox?',
      text: 'Every mail here is deleted for the whole workspace. Contacts, sequences and what was counted stay.',
      label: 'Empty it',
      onConfirm: () => mutate({}),
    });
  return (
    <Button variant="default" leftSection={<Trash2 size={14} aria-hidden />} loading={isPending} onClick={ask}>
      Empty
    </Button>
  );
}

/** Which mails are listed, and how they are found. */
export function SandboxActions({ isEmpty }: { isEmpty: boolean }) {
  const { view, change } = useSandboxView();
  const mayClear = useMay('manager');
  return (
    <>
      <SearchBox
        label="Search the sandbox"
        placeholder="Subject or address"
        value={view.q ?? ''}
        onSearch={(q) => change({ q: q || undefined, mail: undefined })}
      />
      <MailboxFilter />
      <SegmentedControl
        size="xs"
        aria-label="Folder"
        value={view.folder ?? 'sent'}
        onChange={(folder) => change({ folder: folder === 'sent' ? undefined : folder, mail: undefined })}
        data={[
          { value: 'sent', label: 'Sent' },
          { value: 'inbox', label: 'Came back' },
        ]}
      />
      {mayClear && !isEmpty && <ClearButton />}
    </>
  );
}
