import { ActionIcon, Group, SegmentedControl, Stack, Text, Textarea, TextInput, Tooltip } from '@mantine/core';
import { Bold, Italic, Link2, type LucideIcon } from 'lucide-react';
import { type RefObject, useRef, useState } from 'react';
import { htmlOfText, textOfHtml } from './text-html.ts';
import type { Draft, DraftVariant } from './use-step-drafts.ts';
import { VariablePicker } from './variable-picker.tsx';

type WordingFieldsProps = {
  step: Draft;
  variant: DraftVariant;
  isReply: boolean;
  isDisabled: boolean;
  onChange: (some: Partial<DraftVariant>) => void;
  onStep: (some: Partial<Draft>) => void;
};
/** What is put around what is chosen; the caret goes so far into it. */
type Insertion = { before: string; after?: string; caret: number };

const MARKS: { label: string; icon: LucideIcon; before: string; after: string }[] = [
  { label: 'Bold', icon: Bold, before: '<b>', after: '</b>' },
  { label: 'Italic', icon: Italic, before: '<i>', after: '</i>' },
  { label: 'Link', icon: Link2, before: '<a href="https://">', after: '</a>' },
];

/** Puts text where the caret is, and gives the text back; the caret follows it once it is shown. */
function inserted(input: HTMLInputElement | HTMLTextAreaElement, { before, after = '', caret }: Insertion): string {
  const { value } = input;
  const [from, to] = [input.selectionStart ?? value.length, input.selectionEnd ?? value.length];
  requestAnimationFrame(() => {
    input.focus();
    input.setSelectionRange(from + caret, from + caret + (after ? to - from : 0));
  });
  return `${value.slice(0, from)}${before}${after ? value.slice(from, to) : ''}${after}${value.slice(to)}`;
}

/** The step in the other format, with what is written carried over. */
const reformatted = (step: Draft, format: Draft['format']): Partial<Draft> => ({
  format,
  trackOpens: format === 'html' && step.trackOpens,
  variants: step.variants.map((variant) => ({
    ...variant,
    body: format === 'html' ? htmlOfText(variant.body) : textOfHtml(variant.body),
  })),
});

type ToolsProps = Pick<WordingFieldsProps, 'step' | 'isDisabled' | 'onStep'> & {
  onMark: (insertion: Insertion) => void;
  onVariable: (insertion: Insertion) => void;
};

function Tools({ step, isDisabled, onStep, onMark, onVariable }: ToolsProps) {
  const marks = step.format === 'html' ? MARKS : [];
  return (
    <Group justify="space-between" gap="xs">
      <SegmentedControl
        size="xs"
        aria-label="Format"
        disabled={isDisabled}
        value={step.format}
        onChange={(format) => onStep(reformatted(step, format === 'html' ? 'html' : 'text'))}
        data={[
          { value: 'text', label: 'Plain text' },
          { value: 'html', label: 'HTML' },
        ]}
      />
      <Group gap={2}>
        {marks.map(({ label, icon: Icon, before, after }) => (
          <Tooltip key={label} label={label}>
            <ActionIcon
              variant="subtle"
              color="gray"
              size={24}
              aria-label={label}
              disabled={isDisabled}
              onClick={() => onMark({ before, after, caret: before.length })}
            >
              <Icon size={14} aria-hidden />
            </ActionIcon>
          </Tooltip>
        ))}
        <VariablePicker isDisabled={isDisabled} onInsert={(before, caret) => onVariable({ before, caret })} />
      </Group>
    </Group>
  );
}

/** Subject and text of a wording, as a Liquid template. */
export function WordingFields({ step, variant, isReply, isDisabled, onChange, onStep }: WordingFieldsProps) {
  const subject = useRef<HTMLInputElement>(null);
  const body = useRef<HTMLTextAreaElement>(null);
  const [last, setLast] = useState<'subject' | 'body'>('body');
  const put = (
    field: 'subject' | 'body',
    { current: input }: RefObject<HTMLInputElement | HTMLTextAreaElement | null>,
    insertion: Insertion,
  ) => input && onChange({ [field]: inserted(input, insertion) });
  const isHtml = step.format === 'html';
  return (
    <Stack gap={6}>
      <Tools
        step={step}
        isDisabled={isDisabled}
        onStep={onStep}
        onMark={(insertion) => put('body', body, insertion)}
        onVariable={(insertion) => put(last, last === 'body' ? body : subject, insertion)}
      />
      <TextInput
        ref={subject}
        aria-label="Subject"
        placeholder={isReply ? 'Subject (empty: "Re:" and the subject of the thread)' : 'Subject'}
        maxLength={500}
        disabled={isDisabled}
        value={variant.subject}
        onFocus={() => setLast('subject')}
        onChange={({ currentTarget }) => onChange({ subject: currentTarget.value })}
      />
      <Textarea
        ref={body}
        aria-label="Text of the mail"
        placeholder={'Hi {{ contact.firstName | default: "there" }},'}
        autosize
        minRows={10}
        maxRows={26}
        disabled={isDisabled}
        styles={{ input: isHtml ? { fontFamily: 'var(--mantine-font-family-monospace)', fontSize: 12.5 } : {} }}
        value={variant.body}
        onFocus={() => setLast('body')}
        onChange={({ currentTarget }) => onChange({ body: currentTarget.value })}
      />
      {isReply && variant.subject && (
        <Text size="xs" c="dimmed">
          In a thread the mail keeps the thread's subject; this one is used where there is no thread yet.
        </Text>
      )}
    </Stack>
  );
}
