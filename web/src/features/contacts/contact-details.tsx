import { Button, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { Cell } from './cells.tsx';
import classes from './contact-page.module.css';
import { OwnerPicker, StagePicker, TagPicker } from './contact-pickers.tsx';
import { EditableField, isEmpty, valueOf } from './editable-field.tsx';
import { type Contact, type Field, fieldsOf } from './fields.ts';
import { ListPicker } from './list-picker.tsx';
import { useCustomFields } from './references.ts';

/** Fields that are there even while they are empty: what one looks for first. */
const FIRST = ['firstName', 'lastName', 'email', 'phone', 'company', 'title', 'timeZone'];
/** Fields that only the product writes. */
const KEPT = ['source', 'lastContactedAt', 'lastRepliedAt', 'lastActivityAt', 'createdAt', 'updatedAt'];
/** Fields that have a picker, or a place of their own. */
const ELSEWHERE = new Set([
  'status',
  'lifecycleStage',
  'ownerId',
  'tags',
  'lists',
  'sequences',
  'unsubscribedAt',
  'bouncedAt',
]);

function Row({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div className={classes.row}>
      <div className={classes.label} title={label}>
        {label}
      </div>
      <div style={{ minWidth: 0 }}>{children}</div>
    </div>
  );
}

function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section aria-label={title}>
      <Title order={3} mb={4}>
        {title}
      </Title>
      {children}
    </section>
  );
}

function Editables({ contact, fields }: { contact: Contact; fields: Field[] }) {
  return fields.map((field) => (
    <Row key={field.key} label={field.label}>
      <EditableField contact={contact} field={field} />
    </Row>
  ));
}

/** All that is known of a contact, each value to be changed in place. */
export function ContactDetails({ contact }: { contact: Contact }) {
  const { customFields } = useCustomFields();
  const [isWhole, setWhole] = useState(false);
  const fields = fieldsOf(customFields);
  const own = fields.filter(({ key, custom }) => !custom && !KEPT.includes(key) && !ELSEWHERE.has(key));
  const first = FIRST.flatMap((key) => own.find((field) => field.key === key) ?? []);
  const others = own.filter(({ key }) => !FIRST.includes(key));
  const filled = others.filter((field) => !isEmpty(valueOf(contact, field)));
  const custom = fields.filter((field) => field.custom);
  const kept = KEPT.flatMap((key) => fields.find((field) => field.key === key) ?? []);
  return (
    <Stack gap="lg">
      <Section title="Where it stands">
        <Row label="Stage">
          <StagePicker contact={contact} />
        </Row>
        <Row label="Owner">
          <OwnerPicker contact={contact} />
        </Row>
        <Row label="Tags">
          <TagPicker contact={contact} isWrapped />
        </Row>
        <Row label="Lists">
          <ListPicker contact={contact} />
        </Row>
      </Section>
      <Section title="Details">
        <Editables contact={contact} fields={[...first, ...(isWhole ? others : filled)]} />
        {filled.length < others.length && (
          <Button
            variant="subtle"
            color="gray"
            mt={4}
            ml={-8}
            aria-expanded={isWhole}
            onClick={() => setWhole(!isWhole)}
          >
            {isWhole ? 'Hide empty fields' : `Show ${others.length - filled.length} empty fields`}
          </Button>
        )}
      </Section>
      {custom.length > 0 && (
        <Section title="Custom fields">
          <Editables contact={contact} fields={custom} />
        </Section>
      )}
      <Section title="Record">
        {kept.map((field) => (
          <Row key={field.key} label={field.label}>
            <Text component="div" py={4} size="sm">
              <Cell contact={contact} field={field} />
            </Text>
          </Row>
        ))}
      </Section>
    </Stack>
  );
}
