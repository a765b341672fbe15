import { ActionIcon, Box, Button, Text } from '@mantine/core';
import { Plus } from 'lucide-react';
import { Fragment } from 'react';
import type { StepId } from '../../../../workflows/ids.ts';
import { delayWords } from '../../../../workflows/sequences/step-words.calc.ts';
import { AddStepMenu } from './add-step-menu.tsx';
import type { Sequence, StepKind } from './sequence.ts';
import { StepCard } from './step-card.tsx';
import classes from './steps-tab.module.css';
import type { StepActions } from './use-step-actions.ts';
import { type Draft, NEW_STEP, type StepDrafts } from './use-step-drafts.ts';

type StepTimelineProps = {
  sequence: Sequence;
  drafts: StepDrafts;
  actions: StepActions;
  openId: string | undefined;
  mayEdit: boolean;
  onOpen: (stepId: StepId) => void;
};

type GapProps = { step: Draft; isFirst: boolean; onAdd: ((kind: StepKind) => void) | null };

/** The delay before a step in words, and a place to put another step. */
function Gap({ step, isFirst, onAdd }: GapProps) {
  return (
    <Box className={classes.gap} ml={isFirst ? 0 : undefined} pl={isFirst ? 0 : undefined} bd={isFirst ? 0 : undefined}>
      {onAdd && !isFirst && (
        <AddStepMenu onAdd={onAdd}>
          <ActionIcon className={classes.insert} size={20} radius="xl" aria-label="Add a step here">
            <Plus size={12} aria-hidden />
          </ActionIcon>
        </AddStepMenu>
      )}
      {delayWords(step, { isFirst })}
    </Box>
  );
}

/** The steps from top to bottom, with the delays between them in words. */
export function StepTimeline({ sequence, drafts, actions, openId, mayEdit, onOpen }: StepTimelineProps) {
  const { steps, hasChanges, isDirty } = drafts;
  const isNewOpen = steps.some(({ id }) => id === NEW_STEP);
  const mayMove = mayEdit && !isNewOpen;
  const indexOf = (stepId: string) => sequence.steps.findIndex(({ id }) => id === stepId);
  const incomplete = new Set(sequence.problems.map(({ stepId }) => stepId));
  return (
    <Box component="section" aria-label="Steps">
      {steps.map((step, index) => (
        <Fragment key={step.id}>
          <Gap step={step} isFirst={index === 0} onAdd={mayMove ? (kind) => actions.addStep(index, kind) : null} />
          <StepCard
            step={step}
            number={index + 1}
            isSelected={step.id === openId}
            isDirty={isDirty(step.id)}
            hasProblem={incomplete.has(step.id) && !isDirty(step.id)}
            mayMove={mayMove}
            onOpen={() => onOpen(step.id)}
            onMove={(by) => actions.moveStep(step.id, index + by)}
            onDrop={(dragged) => {
              const from = sequence.steps[indexOf(dragged)];
              if (from) actions.moveStep(from.id, index);
            }}
          />
        </Fragment>
      ))}
      {mayMove && (
        <AddStepMenu onAdd={(kind) => actions.addStep(steps.length, kind)}>
          <Button
            mt="sm"
            fullWidth
            variant="default"
            leftSection={<Plus size={14} aria-hidden />}
            loading={actions.isAdding}
          >
            Add step
          </Button>
        </AddStepMenu>
      )}
      {mayMove && steps.length > 1 && (
        <Text size="xs" c="dimmed" mt="xs" ta="center" visibleFrom="md">
          {hasChanges ? 'What is unsaved keeps its place.' : 'Drag a step, or move it with Alt and the arrows.'}
        </Text>
      )}
    </Box>
  );
}
