import { Button, Group, Stack, Switch, Text } from '@mantine/core';
import { PenLine } from 'lucide-react';
import type { Draft, DraftVariant } from './use-step-drafts.ts';
import { VariantBar } from './variant-bar.tsx';
import { WordingFields } from './wording-fields.tsx';

type MailFieldsProps = {
  step: Draft;
  /** A mail before it can be replied to. */
  mayReply: boolean;
  isDisabled: boolean;
  variantIndex: number;
  onVariant: (index: number) => void;
  onChange: (some: Partial<Draft>) => void;
};

type Choice = { field: 'isReply' | 'trackOpens' | 'trackClicks'; label: string; isPossible: boolean; why: string };

function Options({ step, mayReply, isDisabled, onChange }: Omit<MailFieldsProps, 'variantIndex' | 'onVariant'>) {
  const isHtml = step.format === 'html';
  const choices: Choice[] = [
    { field: 'isReply', label: 'Reply in the thread', isPossible: mayReply, why: 'The first mail begins the thread' },
    { field: 'trackOpens', label: 'Track opens', isPossible: isHtml, why: 'Plain text cannot tell that it was opened' },
    { field: 'trackClicks', label: 'Track clicks', isPossible: true, why: '' },
  ];
  return (
    <Group gap="lg">
      {choices.map(({ field, label, isPossible, why }) => (
        <Switch
          key={field}
          size="xs"
          label={label}
          title={isPossible ? undefined : why}
          disabled={isDisabled || !isPossible}
          checked={isPossible && step[field]}
          onChange={({ currentTarget }) => onChange({ [field]: currentTarget.checked })}
        />
      ))}
    </Group>
  );
}

/** What a mail says, in one wording or several, and how it goes out. */
export function MailFields({ step, mayReply, isDisabled, variantIndex, onVariant, onChange }: MailFieldsProps) {
  const { variants, kind } = step;
  const variant = variants[variantIndex];
  const begin = () => onChange({ variants: [{ name: 'A', weight: 1, isActive: true, subject: '', body: '' }] });
  if (!variant)
    return (
      <Group justify="space-between">
        <Text size="sm" c="dimmed">
          Whoever gets the task starts from an empty page.
        </Text>
        <Button variant="default" disabled={isDisabled} leftSection={<PenLine size={14} aria-hidden />} onClick={begin}>
          Write a beginning
        </Button>
      </Group>
    );
  const change = (some: Partial<DraftVariant>) =>
    onChange({ variants: variants.with(variantIndex, { ...variant, ...some }) });
  return (
    <Stack gap="sm">
      <VariantBar
        step={step}
        index={variantIndex}
        isDisabled={isDisabled}
        onOpen={onVariant}
        onChange={(all) => onChange({ variants: all })}
      />
      <WordingFields
        step={step}
        variant={variant}
        isReply={mayReply && step.isReply}
        isDisabled={isDisabled}
        onChange={change}
        onStep={onChange}
      />
      {kind === 'mail' && <Options step={step} mayReply={mayReply} isDisabled={isDisabled} onChange={onChange} />}
    </Stack>
  );
}
