import { Button, Checkbox, Group, Modal, NumberInput, Select, Stack, TagsInput, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { CUSTOM_FIELD_TYPES, type CustomFieldType } from '../../../../workflows/contacts/rules.ts';
import { FormProblem, problemAt } from '../../ui/form-problem.tsx';
import { hasOptions, ruleWords, TYPE_WORDS } from './custom-field-words.ts';
import type { CustomField } from './fields.ts';

/** What a custom field is, as the form holds it. */
export type FieldDraft = {
  label: string;
  fieldType: CustomFieldType;
  fieldName: string;
  description: string;
  placeholder: string;
  required: boolean;
  options: string[];
  min: number | '';
  max: number | '';
};

const PLACES = ['label', 'fieldType', 'fieldName', 'description', 'placeholder', 'options', 'rules'];
const TYPES = CUSTOM_FIELD_TYPES.map((value) => ({ value, label: TYPE_WORDS[value].label }));

const draftOf = (field: CustomField | null): FieldDraft => ({
  label: field?.label ?? '',
  fieldType: field?.fieldType ?? 'text',
  fieldName: field?.fieldName ?? '',
  description: field?.description ?? '',
  placeholder: field?.placeholder ?? '',
  required: field?.required ?? false,
  options: field?.options ?? [],
  min: field?.rules.min ?? '',
  max: field?.rules.max ?? '',
});

type FormProps = {
  field: CustomField | null;
  isPending: boolean;
  error: Error | null;
  onSave: (draft: FieldDraft) => void;
};
type Form = ReturnType<typeof useForm<FieldDraft>>;

/** What only some types ask: the options, or the least and the most. */
function TypeInputs({ form, at }: { form: Form; at: (field: string) => string | undefined }) {
  const { fieldType } = form.getValues();
  const words = ruleWords(fieldType);
  if (hasOptions(fieldType))
    return (
      <TagsInput
        size="xs"
        label="Options"
        description="Enter after each; paste several with commas between"
        required
        maxTags={200}
        splitChars={[',', ';', '\n']}
        {...form.getInputProps('options')}
        error={at('options')}
      />
    );
  if (!words) return null;
  return (
    <Group grow align="flex-start">
      <NumberInput size="xs" label={words[0]} {...form.getInputProps('min')} error={at('rules')} />
      <NumberInput size="xs" label={words[1]} {...form.getInputProps('max')} />
    </Group>
  );
}

/** What it is for, and what may be seen while it is empty. */
function Hints({ form, at }: { form: Form; at: (field: string) => string | undefined }) {
  return (
    <>
      <TextInput
        size="xs"
        label="Description"
        maxLength={200}
        {...form.getInputProps('description')}
        error={at('description')}
      />
      <TextInput
        size="xs"
        label="Placeholder"
        maxLength={200}
        {...form.getInputProps('placeholder')}
        error={at('placeholder')}
      />
      <Checkbox
        size="xs"
        label="Required"
        description="A new contact needs it, and nobody can empty it"
        {...form.getInputProps('required', { type: 'checkbox' })}
      />
    </>
  );
}

function Inputs({ field, isPending, error, onSave }: FormProps) {
  const form = useForm<FieldDraft>({ initialValues: draftOf(field) });
  const at = (place: string) => problemAt(error, place);
  const { fieldType } = form.getValues();
  return (
    <form onSubmit={form.onSubmit(onSave)}>
      <Stack gap="sm">
        <FormProblem error={error} fields={PLACES} />
        <TextInput
          size="xs"
          label="Label"
          required
          maxLength={60}
          data-autofocus
          {...form.getInputProps('label')}
          error={at('label')}
        />
        <Select
          size="xs"
          label="Type"
          description={field ? 'A type stays as it is: its values would not fit another.' : TYPE_WORDS[fieldType].hint}
          disabled={field !== null}
          data={TYPES}
          {...form.getInputProps('fieldType')}
          error={at('fieldType')}
        />
        <TypeInputs form={form} at={at} />
        <TextInput
          size="xs"
          label="Name in templates and imports"
          description={field ? 'Never changed: templates and filters use it.' : 'Made from the label when empty'}
          disabled={field !== null}
          placeholder="made_from_the_label"
          {...form.getInputProps('fieldName')}
          error={at('fieldName')}
        />
        <Hints form={form} at={at} />
        <Group justify="flex-end">
          <Button type="submit" loading={isPending}>
            {field ? 'Save' : 'Add the field'}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** Asks what a custom field is: a new one, or how an old one changes. */
export function CustomFieldForm({ isOpen, onClose, ...form }: FormProps & { isOpen: boolean; onClose: () => void }) {
  return (
    <Modal opened={isOpen} onClose={onClose} title={form.field ? `Change "${form.field.label}"` : 'New custom field'}>
      {isOpen && <Inputs {...form} />}
    </Modal>
  );
}
