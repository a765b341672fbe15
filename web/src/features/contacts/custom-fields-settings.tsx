import { ActionIcon, Badge, Box, Button, Code, Group, Menu, Stack, Text } from '@mantine/core';
import { ArrowDown, ArrowUp, Ellipsis, Pencil, Plus, Power, TextCursorInput } from 'lucide-react';
import { useState } from 'react';
import { useMay } from '../../lib/me.ts';
import { Panel } from '../../ui/panel.tsx';
import { Empty, Waiting } from '../../ui/states.tsx';
import { CustomFieldForm } from './custom-field-form.tsx';
import { TYPE_WORDS } from './custom-field-words.ts';
import type { CustomField } from './fields.ts';
import { useCustomFieldsEditor } from './use-custom-fields.ts';

type RowActions = { onEdit: () => void; onToggle: () => void; onMove: (by: -1 | 1) => void };
type RowProps = RowActions & { field: CustomField; isFirst: boolean; isLast: boolean; mayEdit: boolean };

function RowMenu({ field: { label, isActive }, isFirst, isLast, onEdit, onToggle, onMove }: RowProps) {
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={`Actions for ${label}`}>
          <Ellipsis size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<Pencil size={14} aria-hidden />} onClick={onEdit}>
          Change…
        </Menu.Item>
        <Menu.Item leftSection={<ArrowUp size={14} aria-hidden />} disabled={isFirst} onClick={() => onMove(-1)}>
          Move up
        </Menu.Item>
        <Menu.Item leftSection={<ArrowDown size={14} aria-hidden />} disabled={isLast} onClick={() => onMove(1)}>
          Move down
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<Power size={14} aria-hidden />} onClick={onToggle}>
          {isActive ? 'Switch off; its values stay' : 'Switch on again'}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function Row(props: RowProps) {
  const { field, mayEdit } = props;
  const { label, fieldName, fieldType, required, isActive, description, options } = field;
  const more = [description, options.join(', ')].filter(Boolean).join(' · ');
  return (
    <Group justify="space-between" wrap="nowrap" px="lg" py={8} className="row-link">
      <Stack gap={1} style={{ minWidth: 0, opacity: isActive ? 1 : 0.6 }}>
        <Group gap="xs">
          <Text size="sm" fw={500}>
            {label}
          </Text>
          <Badge color="gray">{TYPE_WORDS[fieldType].label}</Badge>
          {required && <Badge color="iris">Required</Badge>}
          {!isActive && <Badge color="orange">Off</Badge>}
        </Group>
        <Text size="xs" c="dimmed" truncate>
          <Code fz="xs">{fieldName}</Code> {more}
        </Text>
      </Stack>
      {mayEdit && <RowMenu {...props} />}
    </Group>
  );
}

function Fields({
  editor,
  onEdit,
}: {
  editor: ReturnType<typeof useCustomFieldsEditor>;
  onEdit: (field: CustomField) => void;
}) {
  const mayEdit = useMay('admin');
  const { fields, move, toggle } = editor;
  return (
    <Box pb={4} role="list" aria-label="Custom fields">
      {fields.map((field, index) => (
        <div key={field.id} role="listitem">
          <Row
            field={field}
            isFirst={index === 0}
            isLast={index === fields.length - 1}
            mayEdit={mayEdit}
            onEdit={() => onEdit(field)}
            onToggle={() => toggle(field)}
            onMove={(by) => move(field, by)}
          />
        </div>
      ))}
    </Box>
  );
}

/** The custom fields of contacts: what else a workspace keeps of people. */
export function CustomFieldsSettings() {
  const mayEdit = useMay('admin');
  const [edited, setEdited] = useState<CustomField | 'new' | null>(null);
  const close = () => setEdited(null);
  const editor = useCustomFieldsEditor(close);
  const { query, fields } = editor;
  const open = (what: CustomField | 'new') => {
    editor.reset();
    setEdited(what);
  };
  const field = edited === 'new' ? null : edited;
  const addButton = mayEdit && (
    <Button leftSection={<Plus size={14} aria-hidden />} onClick={() => open('new')}>
      New field
    </Button>
  );
  return (
    <>
      <Panel
        title="Custom fields"
        text="What else you keep of people. Filters, columns, imports and templates know these fields too."
        action={addButton}
        isFlush
      >
        <Waiting query={query} rows={4} />
        {query.data && fields.length === 0 && (
          <Empty icon={TextCursorInput} title="No custom field yet">
            {mayEdit
              ? 'Add one for what your mails speak of: a plan, a renewal date, a number of seats.'
              : 'An admin can add some.'}
          </Empty>
        )}
        {fields.length > 0 && <Fields editor={editor} onEdit={open} />}
      </Panel>
      <CustomFieldForm
        isOpen={edited !== null}
        onClose={close}
        field={field}
        isPending={editor.isSaving}
        error={editor.error}
        onSave={(draft) => editor.save(field, draft)}
      />
    </>
  );
}
