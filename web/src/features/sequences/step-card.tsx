import { Badge, Group, Stack, Text, ThemeIcon, Tooltip, UnstyledButton } from '@mantine/core';
import { type DragEvent, type KeyboardEvent, useState } from 'react';
import { KINDS } from './badges.tsx';
import { people } from './sequence.ts';
import { stepTitle } from './step-titles.ts';
import classes from './steps-tab.module.css';
import type { Draft } from './use-step-drafts.ts';

type StepCardProps = {
  step: Draft;
  number: number;
  isSelected: boolean;
  isDirty: boolean;
  hasProblem: boolean;
  mayMove: boolean;
  onOpen: () => void;
  /** By how many places the keyboard moves it. */
  onMove: (by: number) => void;
  onDrop: (stepId: string) => void;
};

const DRAGGED = 'text/x-step';

function focusNeighbour(card: Element, by: number) {
  const cards = [...document.querySelectorAll<HTMLElement>('[data-step-card]')];
  cards[cards.findIndex((other) => other === card) + by]?.focus();
}

/** A card that is put elsewhere loses the focus; it gets it back once it is there. */
const keepFocus = (stepId: string) =>
  setTimeout(() => document.querySelector<HTMLElement>(`[data-step-card="${stepId}"]`)?.focus(), 50);

/** How a card is dragged to another place. */
function useDrag({ step, mayMove, onDrop }: Pick<StepCardProps, 'step' | 'mayMove' | 'onDrop'>) {
  const [isDragged, setDragged] = useState(false);
  const [isTarget, setTarget] = useState(false);
  return {
    'data-dragged': isDragged || undefined,
    'data-target': isTarget || undefined,
    draggable: mayMove,
    onDragStart: ({ dataTransfer }: DragEvent) => {
      dataTransfer.setData(DRAGGED, step.id);
      dataTransfer.effectAllowed = 'move';
      setDragged(true);
    },
    onDragEnd: () => setDragged(false),
    onDragOver: (event: DragEvent) => {
      if (!mayMove || !event.dataTransfer.types.includes(DRAGGED)) return;
      event.preventDefault();
      setTarget(true);
    },
    onDragLeave: () => setTarget(false),
    onDrop: (event: DragEvent) => {
      event.preventDefault();
      setTarget(false);
      onDrop(event.dataTransfer.getData(DRAGGED));
    },
  };
}

function Marks({ step, isDirty, hasProblem }: Pick<StepCardProps, 'step' | 'isDirty' | 'hasProblem'>) {
  const drawn = step.variants.filter(({ isActive, weight }) => isActive && weight > 0);
  return (
    <Group gap={4} wrap="nowrap">
      {drawn.length > 1 && <Badge color="gray">{drawn.map(({ name }) => name).join('/')}</Badge>}
      {step.waiting > 0 && (
        <Tooltip label={`${people(step.waiting)} ${step.waiting === 1 ? 'waits' : 'wait'} for this step`}>
          <Badge color="iris">{step.waiting.toLocaleString('en')}</Badge>
        </Tooltip>
      )}
      {hasProblem && <Badge color="orange">Incomplete</Badge>}
      {isDirty && (
        <Badge color="gray" variant="outline">
          Unsaved
        </Badge>
      )}
    </Group>
  );
}

/** A step in the timeline: opened by a click, moved by dragging or with Alt and the arrows. */
export function StepCard({ step, number, isSelected, isDirty, hasProblem, ...rest }: StepCardProps) {
  const { mayMove, onOpen, onMove, onDrop } = rest;
  const { icon: Icon, label, color } = KINDS[step.kind];
  const drag = useDrag({ step, mayMove, onDrop });
  const isReply = step.kind === 'mail' && step.isReply && number > 1 && step.variants.every(({ subject }) => !subject);
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (!by) return;
    event.preventDefault();
    if (!event.altKey) focusNeighbour(event.currentTarget, by);
    else if (mayMove) {
      onMove(by);
      keepFocus(step.id);
    }
  };
  return (
    <UnstyledButton
      className={classes.card}
      data-step-card={step.id}
      data-selected={isSelected || undefined}
      aria-current={isSelected ? 'step' : undefined}
      aria-label={`Step ${number}: ${label}, ${stepTitle(step)}`}
      aria-keyshortcuts="Alt+ArrowUp Alt+ArrowDown"
      onClick={onOpen}
      onKeyDown={onKeyDown}
      {...drag}
    >
      <ThemeIcon variant="light" color={color} size={26} radius="md">
        <Icon size={14} aria-hidden />
      </ThemeIcon>
      <Stack gap={0} style={{ minWidth: 0, flex: 1 }}>
        <Group gap={6} justify="space-between" wrap="nowrap">
          <Text size="xs" c="dimmed" style={{ whiteSpace: 'nowrap' }}>
            {number} · {isReply ? 'Reply' : label}
          </Text>
          <Marks step={step} isDirty={isDirty} hasProblem={hasProblem} />
        </Group>
        <Text size="sm" fw={500} truncate>
          {stepTitle(step)}
        </Text>
      </Stack>
    </UnstyledButton>
  );
}
