import { Badge, Button, Group, List, Modal, Paper, Tabs, Text, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import { Pause, Play, TriangleAlert, UserPlus } from 'lucide-react';
import type { SequenceId } from '../../../../workflows/ids.ts';
import { client } from '../../lib/client.ts';
import { useMay } from '../../lib/me.ts';
import { LeaveGuard } from '../../ui/leave-guard.tsx';
import { Page } from '../../ui/page.tsx';
import { Waiting } from '../../ui/states.tsx';
import { StatusBadge } from './badges.tsx';
import { DetailsForm } from './details-form.tsx';
import { EnrollDialog } from './enroll-dialog.tsx';
import { NumbersTab } from './numbers-tab.tsx';
import { PeopleTab } from './people-tab.tsx';
import type { Sequence } from './sequence.ts';
import { SequenceMenu } from './sequence-menu.tsx';
import { StepsTab } from './steps-tab.tsx';
import { useSequenceActions } from './use-sequence-actions.ts';
import { type Tab, useSequenceView } from './use-sequence-view.ts';
import { useStepDrafts } from './use-step-drafts.ts';

function EditDetails({ sequence, isOpen, onClose }: { sequence: Sequence; isOpen: boolean; onClose: () => void }) {
  const { id: sequenceId, name, description, isExclusive } = sequence;
  const { mutate, isPending, error } = useMutation(
    client.sequences.updateSequence.mutationOptions({ meta: { showsErrors: true }, onSuccess: onClose }),
  );
  return (
    <Modal opened={isOpen} onClose={onClose} title="Edit details">
      <DetailsForm
        initial={{ name, description: description ?? '', isExclusive }}
        submitLabel="Save"
        isPending={isPending}
        error={error}
        onSubmit={(details) => mutate({ sequenceId, ...details })}
      />
    </Modal>
  );
}

function Actions({ sequence, onEnroll }: { sequence: Sequence; onEnroll: () => void }) {
  const navigate = useNavigate();
  const { activate, pause, isBusy } = useSequenceActions();
  const [isEditing, { open, close }] = useDisclosure(false);
  const { status, problems } = sequence;
  const mayEnroll = status === 'active' || status === 'paused';
  return (
    <>
      {status === 'active' ? (
        <Button
          variant="default"
          leftSection={<Pause size={14} aria-hidden />}
          loading={isBusy}
          onClick={() => pause(sequence)}
        >
          Pause
        </Button>
      ) : (
        <Button
          variant={problems.length > 0 ? 'default' : 'filled'}
          leftSection={<Play size={14} aria-hidden />}
          loading={isBusy}
          onClick={() => activate(sequence)}
        >
          Activate
        </Button>
      )}
      {mayEnroll && (
        <Button
          variant={status === 'active' ? 'filled' : 'default'}
          leftSection={<UserPlus size={14} aria-hidden />}
          onClick={onEnroll}
        >
          Enroll people
        </Button>
      )}
      <SequenceMenu sequence={sequence} onEdit={open} onDeleted={() => void navigate({ to: '/sequences' })} />
      <EditDetails sequence={sequence} isOpen={isEditing} onClose={close} />
    </>
  );
}

/** What keeps a sequence from being active; each leads to its step. */
function Problems({ problems, onOpen }: { problems: Sequence['problems']; onOpen: (stepId: string) => void }) {
  return (
    <Paper mb="md" px="md" py="sm" component="section" aria-label="What is to be mended">
      <Group gap="xs" mb={4}>
        <TriangleAlert size={15} color="var(--mantine-color-orange-6)" aria-hidden />
        <Text size="sm" fw={500}>
          {problems.length === 1 ? 'One thing' : `${problems.length} things`} to mend before it can be active
        </Text>
      </Group>
      <List size="sm" spacing={2} c="dimmed">
        {problems.map(({ stepId, field, sentence }) => (
          <List.Item key={`${stepId}${field}${sentence}`}>
            {stepId ? (
              <UnstyledButton fz="sm" c="inherit" td="underline" onClick={() => onOpen(stepId)}>
                {sentence}
              </UnstyledButton>
            ) : (
              sentence
            )}
          </List.Item>
        ))}
      </List>
    </Paper>
  );
}

function SequenceView({ sequence }: { sequence: Sequence }) {
  const { view, change } = useSequenceView();
  const mayEdit = useMay('rep');
  const drafts = useStepDrafts(sequence);
  const { name, description, status, isExclusive, problems, people, steps } = sequence;
  const inside = people.active + people.paused;
  const subtitle = (
    <Group gap="xs">
      <StatusBadge status={status} />
      {isExclusive && <Badge color="gray">Exclusive</Badge>}
      <Text span size="sm" c="dimmed">
        {description}
      </Text>
    </Group>
  );
  const actions = mayEdit && (
    <Actions sequence={sequence} onEnroll={() => change({ tab: 'people', enroll: 'contacts' })} />
  );
  return (
    <Page title={name} subtitle={subtitle} actions={actions}>
      {status !== 'active' && problems.length > 0 && steps.length > 0 && (
        <Problems problems={problems} onOpen={(step) => change({ tab: 'steps', step })} />
      )}
      <Tabs value={view.tab} onChange={(tab) => change({ tab: (tab ?? 'steps') as Tab })} keepMounted={false}>
        <Tabs.List mb="md">
          <Tabs.Tab value="steps">Steps</Tabs.Tab>
          <Tabs.Tab value="people">People{inside > 0 && ` · ${inside.toLocaleString('en')}`}</Tabs.Tab>
          <Tabs.Tab value="numbers">Numbers</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="steps">
          <StepsTab sequence={sequence} drafts={drafts} />
        </Tabs.Panel>
        <Tabs.Panel value="people">
          <PeopleTab sequence={sequence} />
        </Tabs.Panel>
        <Tabs.Panel value="numbers">
          <NumbersTab sequenceId={sequence.id} />
        </Tabs.Panel>
      </Tabs>
      {mayEdit && view.enroll && <EnrollDialog sequence={sequence} />}
      <LeaveGuard isOn={drafts.hasChanges} what="What you changed in the steps" />
    </Page>
  );
}

/** One sequence: its steps, who is in it, and what came of it. */
export function SequencePage() {
  const { sequenceId } = useParams({ strict: false }) as { sequenceId: SequenceId };
  const query = useQuery(client.sequences.getSequence.queryOptions({ input: { sequenceId } }));
  if (query.data) return <SequenceView key={sequenceId} sequence={query.data} />;
  return (
    <Page title="Sequence">
      <Waiting query={query} />
    </Page>
  );
}
