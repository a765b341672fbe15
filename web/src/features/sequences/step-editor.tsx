import {
  ActionIcon,
  Alert,
  Button,
  Divider,
  Group,
  Kbd,
  Menu,
  Paper,
  Stack,
  Text,
  ThemeIcon,
  Title,
} from '@mantine/core';
import { ArrowDown, ArrowUp, Ellipsis, Trash2 } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import type { StepId } from '../../../../workflows/ids.ts';
import { KINDS } from './badges.tsx';
import { DelayFields } from './delay-fields.tsx';
import { MailFields } from './mail-fields.tsx';
import classes from './steps-tab.module.css';
import { TaskFields } from './task-fields.tsx';
import { type Draft, NEW_STEP, type StepDrafts } from './use-step-drafts.ts';

type StepEditorProps = {
  step: Draft;
  number: number;
  /** A mail before it can be replied to. */
  mayReply: boolean;
  /** The sequence is active: what is saved goes out. */
  isActive: boolean;
  isDisabled: boolean;
  drafts: StepDrafts;
  variantIndex: number;
  onVariant: (index: number) => void;
  /** Null for a step that is not saved yet. */
  onMove: ((by: number) => void) | null;
  onDelete: () => void;
  onSaved: (stepId: StepId) => void;
};

function StepMenu({ number, onMove, onDelete }: Pick<StepEditorProps, 'number' | 'onMove' | 'onDelete'>) {
  return (
    <Menu>
      <Menu.Target>
        <ActionIcon variant="subtle" color="gray" aria-label={`Actions for step ${number}`}>
          <Ellipsis size={16} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {onMove && (
          <>
            <Menu.Item leftSection={<ArrowUp size={14} aria-hidden />} onClick={() => onMove(-1)}>
              Move up
            </Menu.Item>
            <Menu.Item leftSection={<ArrowDown size={14} aria-hidden />} onClick={() => onMove(1)}>
              Move down
            </Menu.Item>
            <Menu.Divider />
          </>
        )}
        <Menu.Item color="red" leftSection={<Trash2 size={14} aria-hidden />} onClick={onDelete}>
          Delete step
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

function SaveBar({
  step,
  drafts,
  isActive,
  onSave,
}: Pick<StepEditorProps, 'step' | 'drafts' | 'isActive'> & { onSave: () => void }) {
  const isNew = step.id === NEW_STEP;
  return (
    <div className={classes.savebar}>
      <Text size="xs" c="dimmed">
        {isNew && 'Not in the sequence yet.'}
        {!isNew && (isActive ? 'Saved changes go into every mail that has not left yet.' : 'Not saved yet.')}
      </Text>
      <Group gap="xs">
        <Button variant="default" onClick={() => drafts.discard(step.id)}>
          Discard
        </Button>
        <Button
          loading={drafts.isSaving}
          onClick={onSave}
          rightSection={
            <Kbd size="xs" visibleFrom="md">
              Ctrl S
            </Kbd>
          }
        >
          {isNew ? 'Add step' : 'Save'}
        </Button>
      </Group>
    </div>
  );
}

/** What a step is, when it is due, and what it says. */
export function StepEditor(props: StepEditorProps) {
  const { step, number, isActive, isDisabled, drafts, onMove, onDelete, onSaved } = props;
  const { icon: Icon, label, color } = KINDS[step.kind];
  const change = (some: Partial<Draft>) => drafts.change({ ...step, ...some });
  const isDirty = drafts.isDirty(step.id);
  const save = () => void drafts.save(step).then(onSaved, () => {}); // the error stands in the form
  const onKeyDown = (event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || !['s', 'Enter'].includes(event.key)) return;
    event.preventDefault();
    if (isDirty && !drafts.isSaving) save();
  };
  return (
    <Paper component="section" aria-label={`Step ${number}: ${label}`} onKeyDown={onKeyDown}>
      <Group justify="space-between" px="md" py="xs">
        <Group gap="xs">
          <ThemeIcon variant="light" color={color} size={24}>
            <Icon size={14} aria-hidden />
          </ThemeIcon>
          <Title order={2}>
            Step {number} · {label}
          </Title>
        </Group>
        {!isDisabled && <StepMenu number={number} onMove={onMove} onDelete={onDelete} />}
      </Group>
      <Divider />
      <Stack gap="md" p="md">
        <DelayFields step={step} isFirst={number === 1} isDisabled={isDisabled} onChange={change} />
        {step.kind !== 'mail' && step.kind !== 'wait' && (
          <TaskFields step={step} isDisabled={isDisabled} onChange={change} />
        )}
        {(step.kind === 'mail' || step.kind === 'manual_mail') && <MailFields {...props} onChange={change} />}
        {isDirty && drafts.error && (
          <Alert color="red" variant="light" role="alert">
            {drafts.error.message}
          </Alert>
        )}
      </Stack>
      {isDirty && <SaveBar step={step} drafts={drafts} isActive={isActive} onSave={save} />}
    </Paper>
  );
}
