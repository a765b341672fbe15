import { Group, SegmentedControl, Select, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { client } from '../../lib/client.ts';
import { SearchBox } from '../../ui/search-box.tsx';
import { useRepliesView, VIEWS, type ViewName } from './use-replies-view.ts';

function MailboxFilter() {
  const { view, change } = useRepliesView();
  const { data } = useQuery(client.mailboxes.listMailboxes.queryOptions({ input: { limit: 200 } }));
  const mailboxes = data?.items ?? [];
  if (mailboxes.length < 2) return null;
  return (
    <Select
      size="xs"
      w={190}
      aria-label="Mailbox"
      placeholder="Every mailbox"
      clearable
      data={mailboxes.map(({ id, email }) => ({ value: id as string, label: email }))}
      value={view.mailbox ?? null}
      onChange={(mailbox) => change({ mailbox: mailbox ?? undefined, mail: undefined })}
    />
  );
}

/** Which mails are listed. */
function ViewFilter() {
  const { view, change } = useRepliesView();
  const { data } = useQuery(client.replies.countReplies.queryOptions());
  const value = view.view ?? 'to-answer';
  const choose = (name: string | null) =>
    change({ view: name === 'to-answer' || !name ? undefined : (name as ViewName), mail: undefined });
  const count = data?.toAnswer ?? 0;
  const labelOf = (name: ViewName, label: string) =>
    name === 'to-answer' && count > 0 ? (
      <Group gap={6} wrap="nowrap">
        {label}
        <Text span size="xs" c="dimmed">
          {count >= 1_000 ? '1,000+' : count}
        </Text>
      </Group>
    ) : (
      label
    );
  return (
    <>
      <SegmentedControl
        size="xs"
        visibleFrom="md"
        aria-label="Which mails"
        value={value}
        onChange={choose}
        data={VIEWS.map((each) => ({ value: each.value, label: labelOf(each.value, each.label) }))}
      />
      <Select
        size="xs"
        hiddenFrom="md"
        aria-label="Which mails"
        allowDeselect={false}
        value={value}
        onChange={choose}
        data={VIEWS.map((each) => ({ value: each.value, label: each.label }))}
      />
    </>
  );
}

/** Which mails are listed, and how they are found. */
export function ReplyFilters() {
  const { view, change } = useRepliesView();
  return (
    <Group gap="xs" mb="md">
      <ViewFilter />
      <MailboxFilter />
      <SearchBox
        label="Search the replies"
        placeholder="Subject, writer or words"
        value={view.q ?? ''}
        onSearch={(q) => change({ q: q || undefined, mail: undefined })}
      />
    </Group>
  );
}
