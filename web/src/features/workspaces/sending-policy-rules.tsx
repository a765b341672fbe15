import { Group, NumberInput, Stack, Switch, Text } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import type { ReactNode } from 'react';
import type { Outputs } from '../../lib/client.ts';

export type Policy = Outputs['sendingPolicy']['readPolicy'];

const DAY_HOURS = 24;
const SUGGESTED = { capMails: 5, daysBetween: 3, companyDays: 14 };

/** The switches beside their figures: a rule that is off keeps the figure that it would have. */
export const valuesOf = ({ capMails, capDays, hoursBetween, companyDays, stopsOnReplyAnywhere }: Policy) => ({
  isCapped: capMails !== null,
  capMails: capMails ?? SUGGESTED.capMails,
  capDays,
  isApart: hoursBetween > 0,
  daysBetween: hoursBetween > 0 ? hoursBetween / DAY_HOURS : SUGGESTED.daysBetween,
  isOneSender: companyDays !== null,
  companyDays: companyDays ?? SUGGESTED.companyDays,
  stopsOnReplyAnywhere,
});
export type Values = ReturnType<typeof valuesOf>;

/** What the form says, as the API takes it. */
export const policyOf = (values: Values): Policy => ({
  capMails: values.isCapped ? values.capMails : null,
  capDays: values.capDays,
  hoursBetween: values.isApart ? Math.round(values.daysBetween * DAY_HOURS) : 0,
  companyDays: values.isOneSender ? values.companyDays : null,
  stopsOnReplyAnywhere: values.stopsOnReplyAnywhere,
});

type Fields = { form: UseFormReturnType<Values>; isReadOnly: boolean };
type RuleProps = Fields & {
  name: 'isCapped' | 'isApart' | 'isOneSender' | 'stopsOnReplyAnywhere';
  label: string;
  text: string;
  children?: ReactNode;
};

/** A rule with its switch; its figures show where it is on. */
function Rule({ form, isReadOnly, name, label, text, children }: RuleProps) {
  return (
    <Stack gap="xs">
      <Switch
        label={label}
        description={text}
        disabled={isReadOnly}
        {...form.getInputProps(name, { type: 'checkbox' })}
      />
      {form.values[name] && children && (
        <Group gap="xs" pl={46}>
          {children}
        </Group>
      )}
    </Stack>
  );
}

type FigureProps = Fields & {
  name: 'capMails' | 'capDays' | 'daysBetween' | 'companyDays';
  label: string;
  max: number;
};

function Figure({ form, isReadOnly, name, label, max }: FigureProps) {
  const isWhole = name !== 'daysBetween';
  return (
    <NumberInput
      w={84}
      min={isWhole ? 1 : 0.5}
      max={max}
      allowDecimal={!isWhole}
      clampBehavior="strict"
      aria-label={label}
      readOnly={isReadOnly}
      required
      {...form.getInputProps(name)}
    />
  );
}

/** What holds for a contact. */
export function ContactRules(fields: Fields) {
  return (
    <>
      <Rule
        {...fields}
        name="isCapped"
        label="Limit how many mails one contact gets"
        text="The next one waits until the oldest is long enough ago."
      >
        <Text size="sm">At most</Text>
        <Figure {...fields} name="capMails" label="Mails to one contact" max={100} />
        <Text size="sm">mails in</Text>
        <Figure {...fields} name="capDays" label="Days that the limit is about" max={90} />
        <Text size="sm">days</Text>
      </Rule>
      <Rule
        {...fields}
        name="isApart"
        label="Leave time between mails to one contact"
        text="Whoever wrote last, and by whatever sequence."
      >
        <Figure {...fields} name="daysBetween" label="Days between mails to one contact" max={90} />
        <Text size="sm">days</Text>
      </Rule>
      <Rule
        {...fields}
        name="stopsOnReplyAnywhere"
        label="A reply ends all sequences of a contact"
        text="Off, it ends the sequence that it answers, and the others go on."
      />
    </>
  );
}

/** What holds for a company. */
export function CompanyRule(fields: Fields) {
  return (
    <Rule
      {...fields}
      name="isOneSender"
      label="One person at a time writes to a company"
      text="While a sequence of a colleague goes on there nobody else starts; free mailboxes as gmail.com are no company."
    >
      <Text size="sm">Free again</Text>
      <Figure {...fields} name="companyDays" label="Days until a company is free again" max={365} />
      <Text size="sm">days after their last mail</Text>
    </Rule>
  );
}
