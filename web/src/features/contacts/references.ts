import { useQuery } from '@tanstack/react-query';
import { client } from '../../lib/client.ts';
import { type Choice, type Field, labelOf } from './fields.ts';

/** What a filter or a picker can name: kept for a minute, for it seldom changes, and events refresh it. */
const KEPT = { staleTime: 60_000 };
const MOST = 200;

/** The tags of the workspace. */
export function useTags() {
  const query = useQuery({ ...client.tags.listTags.queryOptions({ input: { limit: MOST } }), ...KEPT });
  return { ...query, tags: query.data?.items ?? [] };
}

/** The lists of the workspace. */
export function useLists() {
  const query = useQuery({ ...client.lists.listLists.queryOptions({ input: { limit: MOST } }), ...KEPT });
  return { ...query, lists: query.data?.items ?? [] };
}

/** The people who can own a contact. */
export function useOwners() {
  const query = useQuery({ ...client.workspaces.listMembers.queryOptions({ input: { limit: MOST } }), ...KEPT });
  const members = query.data?.items.filter(({ status }) => status === 'active') ?? [];
  return { ...query, owners: members.map(({ userId: id, name }) => ({ id, name })) };
}

/** The custom fields of contacts that are in use. */
export function useCustomFields() {
  const query = useQuery({ ...client.customFields.listCustomFields.queryOptions({ input: {} }), ...KEPT });
  return { ...query, customFields: query.data?.items ?? [] };
}

/** The values that a filter on this field can choose from; those of tags, lists, owners and sequences are asked for when needed. */
export function useChoices({ key, choices }: Pick<Field, 'key' | 'choices'>): Choice[] {
  const options = { ...KEPT, select: undefined };
  const tags = useQuery({
    ...client.tags.listTags.queryOptions({ input: { limit: MOST } }),
    ...options,
    enabled: key === 'tags',
  });
  const lists = useQuery({
    ...client.lists.listLists.queryOptions({ input: { limit: MOST } }),
    ...options,
    enabled: key === 'lists',
  });
  const members = useQuery({
    ...client.workspaces.listMembers.queryOptions({ input: { limit: MOST } }),
    ...options,
    enabled: key === 'ownerId',
  });
  const sequences = useQuery({
    ...client.sequences.listSequences.queryOptions({ input: { limit: MOST } }),
    ...options,
    enabled: key === 'sequences',
  });
  switch (key) {
    case 'tags':
      return tags.data?.items.map(({ id, name, color }) => ({ value: id, label: name, color })) ?? [];
    case 'lists':
      return lists.data?.items.map(({ id, name }) => ({ value: id, label: name })) ?? [];
    case 'ownerId':
      return members.data?.items.map(({ userId, name }) => ({ value: userId, label: name })) ?? [];
    case 'sequences':
      return sequences.data?.items.map(({ id, name }) => ({ value: id, label: name })) ?? [];
    default:
      return choices;
  }
}

/** How the values of a field are called; one that is not known any more by "…". */
export const nameIn =
  (choices: Choice[], { key }: Pick<Field, 'key'>) =>
  (value: string) =>
    ['tags', 'lists', 'ownerId', 'sequences'].includes(key)
      ? (choices.find((choice) => choice.value === value)?.label ?? '…')
      : labelOf(choices, value);
