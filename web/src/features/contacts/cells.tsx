import { Anchor, Avatar, Badge, Group, Text, Tooltip } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { Check, CircleAlert, Minus } from 'lucide-react';
import type { ReactNode } from 'react';
import { When } from '../../ui/when.tsx';
import { OwnerPicker, StagePicker, StatusPicker, TagPicker } from './contact-pickers.tsx';
import { type Contact, type Field, labelOf } from './fields.ts';

/** Why no mail goes to an address, beside it. */
export function AddressMark({ address }: { address: Contact['address'] }) {
  if (address.state === 'usable' || address.state === 'none') return null;
  return (
    <Tooltip label={address.reason}>
      <CircleAlert
        size={14}
        color="var(--mantine-color-red-6)"
        role="img"
        aria-label={address.reason ?? ''}
        style={{ flexShrink: 0 }}
      />
    </Tooltip>
  );
}

/** The name of a contact, which opens it. */
export function NameCell({ contact }: { contact: Contact }) {
  return (
    <Group gap="xs" wrap="nowrap" style={{ minWidth: 0 }}>
      <Avatar size={22} name={contact.name} color="initials" />
      <Text
        size="sm"
        fw={500}
        truncate
        c="inherit"
        component={Link}
        to={`/contacts/${contact.id}`}
        tabIndex={-1}
        style={{ textDecoration: 'none' }}
      >
        {contact.name}
      </Text>
    </Group>
  );
}

const plain = (value: ReactNode) => (
  <Text size="sm" truncate px={6}>
    {value}
  </Text>
);

function Badges({ names, to }: { names: { id: string; name: string }[]; to?: (id: string) => string }) {
  return (
    <Group gap={4} wrap="nowrap" px={6} style={{ overflow: 'hidden' }}>
      {names.map(({ id, name }) =>
        to ? (
          <Badge
            key={id}
            variant="default"
            component={Link}
            to={to(id)}
            tabIndex={-1}
            style={{ flexShrink: 0, cursor: 'pointer' }}
          >
            {name}
          </Badge>
        ) : (
          <Badge key={id} variant="default" style={{ flexShrink: 0 }}>
            {name}
          </Badge>
        ),
      )}
    </Group>
  );
}

function WebLink({ url }: { url: string }) {
  return (
    <Anchor
      href={url}
      target="_blank"
      rel="noreferrer noopener"
      size="sm"
      truncate
      px={6}
      tabIndex={-1}
      display="block"
    >
      {url.replace(/^https?:\/\/(www\.)?/, '')}
    </Anchor>
  );
}

/** The value of a custom field as it reads. */
export function CustomCell({ value, field }: { value: Contact['customFields'][string] | undefined; field: Field }) {
  if (value === undefined || value === '') return null;
  if (typeof value === 'boolean')
    return value ? <Check size={14} aria-label="Yes" role="img" /> : <Minus size={14} aria-label="No" role="img" />;
  if (Array.isArray(value)) return <Badges names={value.map((name) => ({ id: name, name }))} />;
  switch (field.custom?.fieldType) {
    case 'datetime':
      return <When at={Date.parse(String(value))} size="sm" px={6} />;
    case 'number':
      return plain(Number(value).toLocaleString('en'));
    case 'select':
      return <Badges names={[{ id: String(value), name: String(value) }]} />;
    case 'url':
      return <WebLink url={String(value)} />;
    default:
      return plain(value);
  }
}

const URLS = new Set(['website', 'linkedinUrl', 'facebookUrl']);

/** A cell of the table: the value of a field, to change in place where that is quick. */
export function Cell({ contact, field }: { contact: Contact; field: Field }) {
  if (field.custom) return <CustomCell field={field} value={contact.customFields[field.custom.fieldName]} />;
  switch (field.key) {
    case 'status':
      return <StatusPicker contact={contact} />;
    case 'lifecycleStage':
      return <StagePicker contact={contact} />;
    case 'ownerId':
      return <OwnerPicker contact={contact} />;
    case 'tags':
      return <TagPicker contact={contact} />;
    case 'lists':
      return <Badges names={contact.lists} />;
    case 'sequences':
      return (
        <Badges
          names={contact.sequences.map(({ enrollmentId: id, name }) => ({ id, name }))}
          to={(id) => `/enrollments/${id}`}
        />
      );
    case 'email':
      return (
        <Group gap={6} wrap="nowrap" px={6} style={{ minWidth: 0 }}>
          <Text size="sm" truncate>
            {contact.email}
          </Text>
          <AddressMark address={contact.address} />
        </Group>
      );
    default: {
      const value = contact[field.key as keyof Contact];
      if (field.type === 'date')
        return <When at={typeof value === 'number' ? value : null} size="sm" px={6} fallback="" />;
      if (URLS.has(field.key) && typeof value === 'string') return <WebLink url={value} />;
      return plain(
        typeof value === 'string'
          ? labelOf(field.choices, value)
          : typeof value === 'number'
            ? value.toLocaleString('en')
            : null,
      );
    }
  }
}
