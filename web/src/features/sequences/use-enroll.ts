import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Filter, Selection } from '../../../../workflows/contacts/rules.ts';
import { type ContactId, idOf, type ListId, type MailboxId } from '../../../../workflows/ids.ts';
import { client } from '../../lib/client.ts';
import type { SequenceView } from './use-sequence-view.ts';

export type Kind = NonNullable<SequenceView['enroll']>;
/** Who is to be enrolled, as far as it is said. */
export type Choice = { kind: Kind; contactIds: ContactId[]; listId: ListId | null };

const EVERYONE: Filter = { match: 'all', conditions: [] };

/** The filter that the address brings along; the router may have read its JSON already. The API checks it. */
function filterOf(given: unknown): Filter | null {
  if (typeof given === 'object' && given !== null) return given as Filter;
  if (typeof given !== 'string') return null;
  try {
    return JSON.parse(given) as Filter;
  } catch {
    return null;
  }
}

/** The choice as the API wants it; null while it means nobody. */
function selectionOf({ kind, contactIds, listId }: Choice, view: SequenceView): Selection | null {
  switch (kind) {
    case 'contacts':
      return contactIds.length > 0 ? { kind, contactIds } : null;
    case 'list':
      return listId && { kind, listId };
    case 'everyone':
      return { kind: 'filter', filter: EVERYONE };
    case 'filter': {
      const filter = filterOf(view.filter);
      const { search } = view;
      return filter || search ? { kind, filter: filter ?? EVERYONE, search } : null;
    }
  }
}

/** What the enroll dialog knows: whom, from which mailbox, and what the check says of them. */
export function useEnroll(
  sequenceId: Parameters<typeof client.enrolling.enroll.call>[0]['sequenceId'],
  view: SequenceView,
) {
  const [choice, setChoice] = useState<Choice>({
    kind: view.enroll ?? 'contacts',
    contactIds:
      view.ids
        ?.split(',')
        .filter(Boolean)
        .map(idOf<ContactId>) ?? [],
    listId: view.listId ? idOf<ListId>(view.listId) : null,
  });
  const [picked, setPicked] = useState<MailboxId | null>(null);
  const { data: mailboxes, error: mailboxesError } = useQuery(
    client.mailboxes.listMailboxes.queryOptions({ input: { limit: 200 } }),
  );
  const mailboxId = picked ?? mailboxes?.items[0]?.id ?? null;
  const selection = selectionOf(choice, view);
  const isReady = selection !== null && mailboxId !== null;
  const check = useQuery({
    ...client.enrolling.checkEnroll.queryOptions({
      input: {
        sequenceId,
        selection: selection ?? { kind: 'contacts', contactIds: [] },
        mailboxId: mailboxId ?? idOf<MailboxId>(''),
      },
    }),
    enabled: isReady,
    staleTime: 0,
    retry: false,
  });
  return {
    choice,
    change: (some: Partial<Choice>) => setChoice({ ...choice, ...some }),
    mailboxes: mailboxes?.items,
    mailboxesError,
    mailboxId,
    pickMailbox: setPicked,
    check: isReady ? check : null,
    /** What to send; null while something is still to be said. */
    input: isReady ? { sequenceId, selection, mailboxId } : null,
  };
}
export type Enroll = ReturnType<typeof useEnroll>;
