import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { client } from '../../lib/client.ts';
import type { FieldDraft } from './custom-field-form.tsx';
import { hasOptions, ruleWords } from './custom-field-words.ts';
import type { CustomField } from './fields.ts';

const ALL = client.customFields.listCustomFields.queryOptions({ input: { withInactive: 'true' } });

/** A draft as the API takes it; what its type does not have is left out. */
function contentOf({ label, description, placeholder, required, ...draft }: FieldDraft) {
  const rules = ruleWords(draft.fieldType)
    ? { min: draft.min === '' ? undefined : draft.min, max: draft.max === '' ? undefined : draft.max }
    : {};
  return {
    label,
    description: description || undefined,
    placeholder: placeholder || undefined,
    required,
    options: hasOptions(draft.fieldType) ? draft.options : [],
    rules,
  };
}

function moved(fields: CustomField[], field: CustomField, by: -1 | 1): CustomField[] {
  const from = fields.indexOf(field);
  const next = fields.filter((one) => one !== field);
  next.splice(Math.max(0, from + by), 0, field);
  return next;
}

/** All custom fields, those that are switched off too, and what an admin does with them. */
export function useCustomFieldsEditor(onSaved: () => void) {
  const queries = useQueryClient();
  const query = useQuery(ALL);
  const fields = query.data?.items ?? [];
  const refresh = () =>
    Promise.all(
      [client.customFields.key(), client.contacts.key()].map((queryKey) => queries.invalidateQueries({ queryKey })),
    );
  const onSuccess = () => {
    onSaved();
    return refresh();
  };
  const asForm = { onSuccess, meta: { showsErrors: true } };
  const create = useMutation(client.customFields.createCustomField.mutationOptions(asForm));
  const update = useMutation(client.customFields.updateCustomField.mutationOptions(asForm));
  const toggle = useMutation(client.customFields.updateCustomField.mutationOptions({ onSuccess: refresh }));
  const order = useMutation(client.customFields.orderCustomFields.mutationOptions({ onSettled: refresh }));

  function save(field: CustomField | null, draft: FieldDraft) {
    const content = contentOf(draft);
    if (!field)
      return create.mutate({ ...content, fieldType: draft.fieldType, fieldName: draft.fieldName || undefined });
    const { description = null, placeholder = null } = content;
    update.mutate({ customFieldId: field.id, ...content, description, placeholder });
  }
  function move(field: CustomField, by: -1 | 1) {
    const items = moved(fields, field, by);
    queries.setQueryData(ALL.queryKey, { items });
    order.mutate({ customFieldIds: items.map(({ id }) => id) });
  }
  return {
    query,
    fields,
    save,
    move,
    toggle: ({ id, isActive }: CustomField) => toggle.mutate({ customFieldId: id, isActive: !isActive }),
    isSaving: create.isPending || update.isPending,
    error: create.error ?? update.error,
    reset: () => {
      create.reset();
      update.reset();
    },
  };
}
