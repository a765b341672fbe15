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

/** Puts a tag on one contact, or takes it off, at once on the page. */
export function useTagContact() {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: ({ contact, tag }: { contact: Contact; tag: Contact['tags'][number] }) => {
      const kind = contact.tags.some(({ id }) => id === tag.id) ? 'remove-tag' : 'add-tag';
      return rpc.contacts.changeContacts({
        selection: { kind: 'contacts', contactIds: [contact.id] },
        action: { kind, tagId: tag.id },
      });
    },
    onMutate: async ({ contact, tag }) => {
      await queries.cancelQueries({ queryKey: client.contacts.listContacts.key() });
      const others = contact.tags.filter(({ id }) => id !== tag.id);
      const tags =
        others.length < contact.tags.length
          ? others
          : [...others, tag].toSorted((a, b) => a.name.localeCompare(b.name));
      return { takeBack: patchContact(queries, contact.id, { tags }) };
    },
    onError: (_error, _change, context) => context?.takeBack(),
  });
}
