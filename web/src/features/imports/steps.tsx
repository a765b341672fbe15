import { UnstyledButton } from '@mantine/core';
import { Check } from 'lucide-react';
import classes from './steps.module.css';

const STEPS = ['Columns', 'Check', 'Import'] as const;
export type Step = (typeof STEPS)[number];

type StepsProps = { current: Step; isFinished: boolean; onPick: ((step: Step) => void) | null };

/** Where an import stands on its way; back to the columns by a click, as long as nothing is written. */
export function Steps({ current, isFinished, onPick }: StepsProps) {
  const at = STEPS.indexOf(current);
  return (
    <ol className={classes.steps} aria-label="Steps">
      {STEPS.map((step, index) => {
        const isDone = index < at || isFinished;
        const label = (
          <>
            <span className={classes.mark} data-done={isDone || undefined} data-current={index === at || undefined}>
              {isDone ? <Check size={12} aria-hidden /> : index + 1}
            </span>
            {step}
          </>
        );
        return (
          <li key={step} className={classes.step} aria-current={index === at ? 'step' : undefined}>
            {onPick && index !== at && index < 2 ? (
              <UnstyledButton className={classes.pick} onClick={() => onPick(step)}>
                {label}
              </UnstyledButton>
            ) : (
              label
            )}
          </li>
        );
      })}
    </ol>
  );
}
