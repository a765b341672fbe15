import { Alert, Button, Group, Modal, SegmentedControl, Select, Stack, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { idOf, type ListId, type MailboxId } from '../../../../workflows/ids.ts';
import { client } from '../../lib/client.ts';
import { FormProblem } from '../../ui/form-problem.tsx';
import { ContactsPicker } from './contacts-picker.tsx';
import { EnrollCheck } from './enroll-check.tsx';
import { people, type Sequence } from './sequence.ts';
import { type Enroll, type Kind, useEnroll } from './use-enroll.ts';
import { CLOSED, useSequenceView } from './use-sequence-view.ts';

const KIND_LABELS: Record<Kind, string> = {
  contacts: 'Contacts',
  list: 'A list',
  filter: 'Your filter',
  everyone: 'Everybody',
};

function ListSelect({ listId, onPick }: { listId: ListId | null; onPick: (listId: ListId) => void }) {
  const { data } = useQuery(client.lists.listLists.queryOptions({ input: { limit: 200, withCounts: 'true' } }));
  return (
    <Select
      label="List"
      placeholder="Choose a list"
      searchable
      nothingFoundMessage="There is no such list"
      data={data?.items.map(({ id, name, contacts }) => ({
        value: id,
        label: contacts === null ? name : `${name} · ${people(contacts)}`,
      }))}
      value={listId}
      onChange={(id) => id && onPick(idOf<ListId>(id))}
    />
  );
}

/** Who shall be enrolled. */
function Whom({ enroll: { choice, change }, hasFilter }: { enroll: Enroll; hasFilter: boolean }) {
  const kinds: Kind[] = hasFilter ? ['filter', 'contacts', 'list'] : ['contacts', 'list', 'everyone'];
  return (
    <Stack gap="sm">
      <SegmentedControl
        size="xs"
        fullWidth
        aria-label="Whom to enroll"
        value={choice.kind}
        onChange={(kind) => change({ kind: kinds.find((known) => known === kind) ?? 'contacts' })}
        data={kinds.map((kind) => ({ value: kind, label: KIND_LABELS[kind] }))}
      />
      {choice.kind === 'contacts' && (
        <ContactsPicker contactIds={choice.contactIds} onChange={(contactIds) => change({ contactIds })} />
      )}
      {choice.kind === 'list' && <ListSelect listId={choice.listId} onPick={(listId) => change({ listId })} />}
      {choice.kind === 'filter' && (
        <Text size="sm" c="dimmed">
          Everybody who matches the filter that you came with.
        </Text>
      )}
      {choice.kind === 'everyone' && (
        <Text size="sm" c="dimmed">
          Every contact of the workspace who can get mail.
        </Text>
      )}
    </Stack>
  );
}

const ConnectFirst = () => (
  <>
    No mailbox is connected. <Link to="/mailboxes">Connect one</Link>, then enroll people.
  </>
);

function MailboxSelect({ enroll: { mailboxes, mailboxId, pickMailbox, mailboxesError } }: { enroll: Enroll }) {
  return (
    <Select
      label="From the mailbox"
      placeholder={mailboxes ? '' : 'Loading'}
      error={mailboxesError?.message ?? (mailboxes?.length === 0 && <ConnectFirst />)}
      disabled={!mailboxes?.length}
      data={mailboxes?.map(({ id, email, health, sentToday, dailyLimit }) => ({
        value: id,
        label: `${email} · ${health.state === 'ok' ? `${sentToday} of ${dailyLimit} sent today` : (health.sentence ?? health.state)}`,
      }))}
      value={mailboxId}
      onChange={(id) => id && pickMailbox(idOf<MailboxId>(id))}
    />
  );
}

/** Says whom to enroll and from where, shows what that means, and does it. */
export function EnrollDialog({ sequence }: { sequence: Sequence }) {
  const { view, change } = useSequenceView();
  const queries = useQueryClient();
  const enroll = useEnroll(sequence.id, view);
  const { input, check } = enroll;
  const close = () => change(CLOSED, { replace: true });
  const { mutate, isPending, error } = useMutation(
    client.enrolling.enroll.mutationOptions({
      meta: { showsErrors: true },
      onSuccess: () => {
        void queries.invalidateQueries({ queryKey: client.enrolling.key() });
        change({ ...CLOSED, tab: 'people' }, { replace: true });
      },
    }),
  );
  const ready = check?.data?.ready ?? 0;
  return (
    <Modal opened onClose={close} title={`Enroll in "${sequence.name}"`} size="lg">
      <Stack gap="md">
        <Whom enroll={enroll} hasFilter={view.filter !== undefined || view.search !== undefined} />
        <MailboxSelect enroll={enroll} />
        {check && <EnrollCheck check={check} />}
        {sequence.status === 'paused' && (
          <Alert color="orange" variant="light">
            The sequence is paused. Whom you enroll is held until it is activated again.
          </Alert>
        )}
        <FormProblem error={error} />
        <Group justify="flex-end">
          <Button variant="default" size="sm" onClick={close}>
            Cancel
          </Button>
          <Button size="sm" disabled={!input || ready === 0} loading={isPending} onClick={() => input && mutate(input)}>
            {ready > 0 ? `Enroll ${people(ready)}` : 'Enroll'}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
