import { Button } from '@mantine/core';
import { ArrowLeft, Mail, Plus } from 'lucide-react';
import { useState } from 'react';
import type { StepId } from '../../../../workflows/ids.ts';
import { useMay } from '../../lib/me.ts';
import { Empty } from '../../ui/states.tsx';
import { AddStepMenu } from './add-step-menu.tsx';
import { MailPreview } from './mail-preview.tsx';
import type { Sequence } from './sequence.ts';
import { StepEditor } from './step-editor.tsx';
import { StepTimeline } from './step-timeline.tsx';
import classes from './steps-tab.module.css';
import { useSequenceView } from './use-sequence-view.ts';
import { type StepActions, useStepActions } from './use-step-actions.ts';
import { type Draft, NEW_STEP, type StepDrafts } from './use-step-drafts.ts';

type StepsTabProps = { sequence: Sequence; drafts: StepDrafts };
type WorkProps = StepsTabProps & {
  step: Draft;
  onMove: (by: number) => void;
  onDelete: () => void;
  onSaved: (id: StepId) => void;
};

/** The step that is open: its editor, and its mail as it would leave. */
function Work({ sequence, drafts, step, onMove, onDelete, onSaved }: WorkProps) {
  const [opened, setOpened] = useState(0);
  const mayEdit = useMay('rep');
  const number = drafts.steps.findIndex(({ id }) => id === step.id) + 1;
  const index = Math.min(opened, Math.max(0, step.variants.length - 1));
  const variant = step.variants[index];
  const firstMail = drafts.steps.find(({ kind }) => kind === 'mail');
  const isReply = step.isReply && firstMail?.id !== step.id;
  const hasPreview = variant !== undefined && (step.kind === 'mail' || step.kind === 'manual_mail');
  return (
    <div className={classes.work} data-beside={hasPreview || undefined}>
      <StepEditor
        step={step}
        number={number}
        mayReply={firstMail?.id !== step.id}
        isActive={sequence.status === 'active'}
        isDisabled={!mayEdit}
        drafts={drafts}
        variantIndex={index}
        onVariant={setOpened}
        onMove={step.id === NEW_STEP ? null : onMove}
        onDelete={onDelete}
        onSaved={onSaved}
      />
      {hasPreview && (
        <div className={classes.preview}>
          <MailPreview
            sequenceId={sequence.id}
            step={step}
            variant={variant}
            isReply={isReply}
            isSaved={!drafts.isDirty(step.id)}
          />
        </div>
      )}
    </div>
  );
}

function NoSteps({ actions }: { actions: StepActions }) {
  const mayEdit = useMay('rep');
  return (
    <Empty
      icon={Mail}
      title="No step yet"
      action={
        mayEdit && (
          <AddStepMenu onAdd={(kind) => actions.addStep(0, kind)}>
            <Button leftSection={<Plus size={14} aria-hidden />} loading={actions.isAdding}>
              Add the first step
            </Button>
          </AddStepMenu>
        )
      }
    >
      A sequence usually begins with a mail. Follow-ups, calls and tasks come after it, each with its own delay.
    </Empty>
  );
}

/** The steps of a sequence and the editor of one of them. */
export function StepsTab({ sequence, drafts }: StepsTabProps) {
  const { view, change } = useSequenceView();
  const mayEdit = useMay('rep');
  const open = (step: string | undefined) => change({ step });
  const actions = useStepActions(sequence, drafts, open);
  const { steps } = drafts;
  const step = steps.find(({ id }) => id === view.step) ?? steps[0];
  if (!step) return <NoSteps actions={actions} />;
  const index = sequence.steps.findIndex(({ id }) => id === step.id);
  return (
    <div className={classes.columns} data-open={view.step ? true : undefined}>
      <div className={classes.timeline}>
        <StepTimeline
          sequence={sequence}
          drafts={drafts}
          actions={actions}
          openId={step.id}
          mayEdit={mayEdit}
          onOpen={open}
        />
      </div>
      <div className={classes.editor}>
        <Button
          hiddenFrom="md"
          mb="sm"
          variant="subtle"
          color="gray"
          leftSection={<ArrowLeft size={14} aria-hidden />}
          onClick={() => open(undefined)}
        >
          All steps
        </Button>
        <Work
          key={step.id}
          sequence={sequence}
          drafts={drafts}
          step={step}
          onMove={(by) => actions.moveStep(step.id, index + by)}
          onDelete={() => actions.deleteStep(step.id, `Step ${steps.indexOf(step) + 1}`)}
          onSaved={(id) => step.id === NEW_STEP && open(id)}
        />
      </div>
    </div>
  );
}
