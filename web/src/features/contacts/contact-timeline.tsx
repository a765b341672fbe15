import { Button, Group, Stack, Text, Textarea, Title } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { type KeyboardEvent, useState } from 'react';
import { client } from '../../lib/client.ts';
import { useMay } from '../../lib/me.ts';
import { ShowMore } from '../../ui/show-more.tsx';
import { Waiting } from '../../ui/states.tsx';
import type { Contact } from './fields.ts';
import { TimelineLine } from './timeline-line.tsx';

const LONGEST_NOTE = 10_000;

function NoteForm({ contactId }: { contactId: Contact['id'] }) {
  const queries = useQueryClient();
  const [text, setText] = useState('');
  const { mutate, isPending } = useMutation(
    client.contacts.addNote.mutationOptions({
      onSuccess: () => {
        setText('');
        return queries.invalidateQueries({ queryKey: client.contacts.key() });
      },
    }),
  );
  const save = () => text.trim() && mutate({ contactId, text });
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) save();
  };
  return (
    <Stack gap="xs">
      <Textarea
        autosize
        minRows={1}
        maxRows={12}
        maxLength={LONGEST_NOTE}
        size="sm"
        placeholder="Write a note…"
        aria-label="Note"
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={onKeyDown}
      />
      {text.trim() !== '' && (
        <Group justify="flex-end" gap="sm">
          <Text size="xs" c="dimmed">
            Ctrl or ⌘ and Enter
          </Text>
          <Button loading={isPending} onClick={save}>
            Save the note
          </Button>
        </Group>
      )}
    </Stack>
  );
}

/** What happened with a contact, the newest first, and a place to note more. */
export function ContactTimeline({ contactId }: { contactId: Contact['id'] }) {
  const mayEdit = useMay('rep');
  const query = useInfiniteQuery(
    client.contacts.listTimeline.infiniteOptions({
      input: (cursor: string | undefined) => ({ contactId, limit: 30, cursor }),
      initialPageParam: undefined,
      getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
    }),
  );
  const lines = query.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <Stack component="section" aria-label="Timeline" gap="sm">
      <Title order={2}>Timeline</Title>
      {mayEdit && <NoteForm contactId={contactId} />}
      <Waiting query={query} rows={5} />
      {query.data && lines.length === 0 && (
        <Text size="sm" c="dimmed">
          Nothing has happened yet. Mails, replies, notes and changes come here.
        </Text>
      )}
      <div role="list" aria-label="What happened">
        {lines.map((line) => (
          <TimelineLine key={line.id} line={line} />
        ))}
      </div>
      <ShowMore query={query} label="Show earlier" />
    </Stack>
  );
}
