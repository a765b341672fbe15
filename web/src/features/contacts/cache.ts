import { type InfiniteData, type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import { client, rpc } from '../../lib/client.ts';
import type { Contact } from './fields.ts';

type Page = { items: Contact[]; nextCursor: string | null };
type Change = Omit<Parameters<typeof rpc.contacts.updateContact>[0], 'contactId'>;
/** A change of one contact: what is sent, and how the contact looks until the answer comes. */
export type ContactChange = { contactId: Contact['id']; change: Change; looks: Partial<Contact> };

/** Changes a contact wherever it is shown. Returns how to take that back. */
export function patchContact(queries: QueryClient, contactId: string, looks: Partial<Contact>): () => void {
  const patch = (contact: Contact) => (contact.id === contactId ? { ...contact, ...looks } : contact);
  const lists = queries.getQueriesData<InfiniteData<Page>>({
    queryKey: client.contacts.listContacts.key({ type: 'infinite' }),
  });
  const singles = queries.getQueriesData<Contact>({ queryKey: client.contacts.getContact.key({ type: 'query' }) });
  for (const [key, data] of lists)
    queries.setQueryData(
      key,
      data && { ...data, pages: data.pages.map((page) => ({ ...page, items: page.items.map(patch) })) },
    );
  for (const [key, data] of singles) queries.setQueryData(key, data && patch(data));
  return () => {
    for (const [key, data] of [...lists, ...singles]) queries.setQueryData(key, data);
  };
}

/** Changes a contact at once on the page, and takes it back when the API says no. */
export function useChangeContact({ showsErrors = false }: { showsErrors?: boolean } = {}) {
  const queries = useQueryClient();
  return useMutation({
    meta: { showsErrors },
    mutationFn: ({ contactId, change }: ContactChange) => rpc.contacts.updateContact({ contactId, ...change }),
    onMutate: async ({ contactId, looks }) => {
      await queries.cancelQueries({ queryKey: client.contacts.listContacts.key() });
      return { takeBack: patchContact(queries, contactId, looks) };
    },
    onError: (_error, _change, context) => context?.takeBack(),
    onSuccess: (contact) => {
      patchContact(queries, contact.id, contact);
      void queries.invalidateQueries({ queryKey: client.contacts.listTimeline.key() });
    },
  });
}

type Named = { id: string; name: string };

/** A thing put among others by its name, or taken out where it was. */
function toggled<T extends Named>(things: T[], thing: T): T[] {
  const others = things.filter(({ id }) => id !== thing.id);
  return others.length < things.length ? others : [...others, thing].toSorted((a, b) => a.name.localeCompare(b.name));
}

const has = (things: Named[], thing: Named) => things.some(({ id }) => id === thing.id);

/** Does something to one contact that is done to many elsewhere, at once on the page. */
function useToggle<Asked extends { contact: Contact }>(
  actionOf: (asked: Asked) => Parameters<typeof rpc.contacts.changeContacts>[0]['action'],
  looksOf: (asked: Asked) => Partial<Contact>,
) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (asked: Asked) =>
      rpc.contacts.changeContacts({
        selection: { kind: 'contacts', contactIds: [asked.contact.id] },
        action: actionOf(asked),
      }),
    onMutate: async (asked) => {
      await queries.cancelQueries({ queryKey: client.contacts.listContacts.key() });
      return { takeBack: patchContact(queries, asked.contact.id, looksOf(asked)) };
    },
    onError: (_error, _asked, context) => context?.takeBack(),
  });
}

/** Puts a tag on one contact, or takes it off. */
export const useTagContact = () =>
  useToggle<{ contact: Contact; tag: Contact['tags'][number] }>(
    ({ contact, tag }) => ({ kind: has(contact.tags, tag) ? 'remove-tag' : 'add-tag', tagId: tag.id }),
    ({ contact, tag }) => ({ tags: toggled(contact.tags, tag) }),
  );

/** Puts one contact on a list, or takes it off. */
export const useListContact = () =>
  useToggle<{ contact: Contact; list: Contact['lists'][number] }>(
    ({ contact, list }) => ({ kind: has(contact.lists, list) ? 'remove-from-list' : 'add-to-list', listId: list.id }),
    ({ contact, list }) => ({ lists: toggled(contact.lists, list) }),
  );
