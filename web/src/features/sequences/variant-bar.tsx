import { ActionIcon, Button, Group, NumberInput, SegmentedControl, Switch, Text, Tooltip } from '@mantine/core';
import { Split, Trash2 } from 'lucide-react';
import type { Draft, DraftVariant } from './use-step-drafts.ts';

type VariantBarProps = {
  step: Draft;
  index: number;
  isDisabled: boolean;
  onOpen: (index: number) => void;
  onChange: (variants: DraftVariant[]) => void;
};

const MOST = 10;
const LETTERS = Array.from({ length: 26 }, (_, place) => String.fromCodePoint(65 + place));

/** The first letter that no wording has. */
const freeName = (variants: DraftVariant[]) =>
  LETTERS.find((letter) => variants.every(({ name }) => name !== letter)) ?? 'New';

const weightOf = ({ isActive, weight }: DraftVariant) => (isActive ? weight : 0);

/** "A · 67 %". */
function labelOf(variant: DraftVariant, variants: DraftVariant[]): string {
  const total = variants.reduce((sum, each) => sum + weightOf(each), 0);
  if (!variant.isActive) return `${variant.name} · off`;
  return total === 0 ? variant.name : `${variant.name} · ${Math.round((weightOf(variant) / total) * 100)} %`;
}

type WeightProps = {
  variant: DraftVariant;
  isDisabled: boolean;
  onChange: (some: Partial<DraftVariant>) => void;
  onRemove: () => void;
};

/** How often a wording is drawn beside the others. */
function Weight({ variant, isDisabled, onChange, onRemove }: WeightProps) {
  return (
    <Group gap="xs">
      <Text size="xs" c="dimmed">
        Weight
      </Text>
      <NumberInput
        size="xs"
        w={64}
        aria-label={`Weight of variant ${variant.name}`}
        min={0}
        max={1000}
        allowDecimal={false}
        disabled={isDisabled || !variant.isActive}
        value={variant.weight}
        onChange={(weight) => onChange({ weight: Number(weight) || 0 })}
      />
      <Switch
        size="xs"
        aria-label={`Variant ${variant.name} is used`}
        disabled={isDisabled}
        checked={variant.isActive}
        onChange={({ currentTarget }) => onChange({ isActive: currentTarget.checked })}
      />
      <Tooltip label={`Take variant ${variant.name} away`}>
        <ActionIcon
          variant="subtle"
          color="gray"
          size={24}
          aria-label={`Take variant ${variant.name} away`}
          disabled={isDisabled}
          onClick={onRemove}
        >
          <Trash2 size={14} aria-hidden />
        </ActionIcon>
      </Tooltip>
    </Group>
  );
}

/** The wordings of a step: which is open, what share of the people gets it, and more of them. */
export function VariantBar({ step, index, isDisabled, onOpen, onChange }: VariantBarProps) {
  const { variants } = step;
  const variant = variants[index];
  const isTest = variants.length > 1;
  const add = () => {
    const { subject = '', body = '' } = variant ?? {};
    onChange([...variants, { name: freeName(variants), weight: 1, isActive: true, subject, body }]);
    onOpen(variants.length);
  };
  return (
    <Group justify="space-between" gap="xs">
      <Group gap="xs">
        {isTest && (
          <SegmentedControl
            size="xs"
            aria-label="Variant"
            value={String(index)}
            onChange={(value) => onOpen(Number(value))}
            data={variants.map((each, place) => ({ value: String(place), label: labelOf(each, variants) }))}
          />
        )}
        {!isDisabled && variants.length < MOST && (
          <Button
            size="compact-xs"
            variant="subtle"
            color="gray"
            leftSection={<Split size={13} aria-hidden />}
            onClick={add}
          >
            {isTest || !variant ? 'Add variant' : 'Test another wording'}
          </Button>
        )}
      </Group>
      {isTest && variant && (
        <Weight
          variant={variant}
          isDisabled={isDisabled}
          onChange={(some) => onChange(variants.with(index, { ...variant, ...some }))}
          onRemove={() => {
            onChange(variants.toSpliced(index, 1));
            onOpen(Math.max(0, index - 1));
          }}
        />
      )}
    </Group>
  );
}
