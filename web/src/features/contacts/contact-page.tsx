import { Alert, Anchor, Box, Button, Group, SegmentedControl, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { ArchiveRestore, CircleAlert } from 'lucide-react';
import { useState } from 'react';
import { client } from '../../lib/client.ts';
import { useMay } from '../../lib/me.ts';
import { BackLink } from '../../ui/back-link.tsx';
import { Page } from '../../ui/page.tsx';
import { Waiting } from '../../ui/states.tsx';
import { When } from '../../ui/when.tsx';
import { ContactActions } from './contact-actions.tsx';
import { ContactDetails } from './contact-details.tsx';
import { ContactEnrollments } from './contact-enrollments.tsx';
import classes from './contact-page.module.css';
import { StatusPicker } from './contact-pickers.tsx';
import { ContactTasks } from './contact-tasks.tsx';
import { ContactTimeline } from './contact-timeline.tsx';
import type { Contact } from './fields.ts';
import { useDeletion } from './use-deletion.ts';

/** Why no mail goes to a contact's address, and since when. */
function AddressAlert({ contact: { address, email } }: { contact: Contact }) {
  if (address.state === 'usable') return null;
  if (address.state === 'none')
    return (
      <Alert color="gray" variant="light" icon={<CircleAlert size={18} aria-hidden />}>
        Without an address no mail can go out. Add one under Details.
      </Alert>
    );
  return (
    <Alert color="red" variant="light" icon={<CircleAlert size={18} aria-hidden />}>
      <Group justify="space-between" gap="sm">
        <Text size="sm">
          No mail goes to {email}. {address.reason}{' '}
          {address.at !== null && <When at={address.at} size="sm" c="dimmed" span />}
        </Text>
        <Anchor size="sm" component={Link} to="/suppressions" search={{ q: email } as never}>
          Suppressions
        </Anchor>
      </Group>
    </Alert>
  );
}

function TrashAlert({ contact }: { contact: Contact }) {
  const { restore, isPending } = useDeletion(contact);
  const mayEdit = useMay('rep');
  if (contact.deletedAt === null) return null;
  return (
    <Alert color="orange" variant="light" icon={<ArchiveRestore size={18} aria-hidden />}>
      <Group justify="space-between" gap="sm">
        <Text size="sm">
          In the trash since <When at={contact.deletedAt} size="sm" span />.
        </Text>
        {mayEdit && (
          <Button variant="default" loading={isPending} onClick={restore}>
            Restore
          </Button>
        )}
      </Group>
    </Alert>
  );
}

function Subtitle({ contact }: { contact: Contact }) {
  const role = [contact.title, contact.company].filter(Boolean).join(' at ');
  return (
    <Group gap="xs" mt={2}>
      <Box ml={-6}>
        <StatusPicker contact={contact} />
      </Box>
      {role && <Text size="sm">{role}</Text>}
      {contact.email && (
        <Anchor size="sm" href={`mailto:${contact.email}`} c="dimmed">
          {contact.email}
        </Anchor>
      )}
    </Group>
  );
}

function Loaded({ contact }: { contact: Contact }) {
  const [part, setPart] = useState<'activity' | 'details'>('activity');
  return (
    <Page title={contact.name} subtitle={<Subtitle contact={contact} />} actions={<ContactActions contact={contact} />}>
      <Stack gap="sm" mb="lg" className={classes.notices}>
        <TrashAlert contact={contact} />
        <AddressAlert contact={contact} />
      </Stack>
      <SegmentedControl
        fullWidth
        mb="md"
        className={classes.switch}
        aria-label="What to show"
        value={part}
        onChange={(value) => setPart(value === 'details' ? 'details' : 'activity')}
        data={[
          { value: 'activity', label: 'Activity' },
          { value: 'details', label: 'Details' },
        ]}
      />
      <div className={classes.columns} data-part={part}>
        <Stack gap="xl" className={classes.main}>
          <ContactEnrollments contact={contact} />
          <ContactTasks contactId={contact.id} />
          <ContactTimeline contactId={contact.id} />
        </Stack>
        <aside className={classes.side} aria-label="Details">
          <ContactDetails contact={contact} />
        </aside>
      </div>
    </Page>
  );
}

/** One contact: what comes next, what happened, and all that is known. */
export function ContactPage() {
  const { contactId = '' } = useParams({ strict: false });
  const query = useQuery(client.contacts.getContact.queryOptions({ input: { contactId } }));
  return (
    <>
      <BackLink to="/contacts" label="Contacts" />
      {query.data ? (
        <Loaded key={contactId} contact={query.data} />
      ) : (
        <Page title="Contact">
          <Waiting query={query} rows={12} />
        </Page>
      )}
    </>
  );
}
