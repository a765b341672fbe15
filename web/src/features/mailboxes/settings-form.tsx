import {
  Button,
  Fieldset,
  Group,
  NumberInput,
  Paper,
  SimpleGrid,
  Stack,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import { FormProblem } from '../../ui/form-problem.tsx';
import { LeaveGuard } from '../../ui/leave-guard.tsx';
import { MailFrame } from '../../ui/mail-frame.tsx';
import { TimeZoneSelect } from '../../ui/time-zone-select.tsx';
import { HolidayFields } from './holiday-fields.tsx';
import type { Mailbox } from './mailbox.ts';
import { type SettingsForm as Form, SETTINGS_FIELDS, useSettingsForm } from './use-settings-form.ts';
import { WindowEditor } from './window-editor.tsx';

const section = { p: 'md', variant: 'default' } as const;

/** A number that is never half typed: an empty field is 0, and is refused with what is allowed. */
const numeric = (form: Form, field: 'dailyLimit' | 'minGapSeconds') => ({
  ...form.getInputProps(field),
  onChange: (value: string | number) => form.setFieldValue(field, Number(value)),
});

function Limits({ form }: { form: Form }) {
  return (
    <Fieldset legend="Limits" {...section}>
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        <NumberInput
          label="Mails a day"
          description="At the most, in its time zone"
          min={1}
          {...numeric(form, 'dailyLimit')}
        />
        <NumberInput
          label="Seconds between two mails"
          description="At the least"
          min={0}
          {...numeric(form, 'minGapSeconds')}
        />
      </SimpleGrid>
    </Fieldset>
  );
}

function Hours({ form }: { form: Form }) {
  const { sendWindow } = form.values;
  const error = Object.entries(form.errors).find(([field]) => field.startsWith('sendWindow'))?.[1];
  return (
    <Fieldset legend="When it may send" {...section}>
      <Stack gap="md">
        <TimeZoneSelect maw={320} {...form.getInputProps('timeZone')} />
        <WindowEditor
          window={sendWindow}
          onChange={(window) => form.setFieldValue('sendWindow', window)}
          error={typeof error === 'string' ? error : undefined}
        />
        <HolidayFields form={form} />
      </Stack>
    </Fieldset>
  );
}

function Identity({ form }: { form: Form }) {
  const { signature } = form.values;
  return (
    <Fieldset legend="How it signs" {...section}>
      <Stack gap="sm">
        <TextInput
          label="Name"
          description="Stands before the address in what people get"
          maw={320}
          maxLength={100}
          {...form.getInputProps('displayName')}
        />
        <Textarea
          label="Signature"
          description="HTML, under every mail. Scripts, styles and foreign tags are taken out."
          autosize
          minRows={4}
          maxRows={14}
          spellCheck={false}
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
          {...form.getInputProps('signature')}
        />
        {signature && (
          <Paper style={{ overflow: 'hidden' }}>
            <MailFrame title="Preview of the signature" html={signature} text="" h={110} />
          </Paper>
        )}
      </Stack>
    </Fieldset>
  );
}

/** The limits of a mailbox, and how it signs. */
export function SettingsForm({ mailbox }: { mailbox: Mailbox }) {
  const { form, isDirty, isPending, error, save, discard } = useSettingsForm(mailbox);
  return (
    <form noValidate onSubmit={form.onSubmit(save)}>
      <fieldset disabled={!mailbox.mayManage} style={{ border: 0, margin: 0, padding: 0, minWidth: 0 }}>
        <Stack gap="md" maw={720}>
          {!mailbox.mayManage && (
            <Text size="sm" c="dimmed">
              Only {mailbox.ownerName ?? 'its owner'} and managers change these.
            </Text>
          )}
          <Limits form={form} />
          <Hours form={form} />
          <Identity form={form} />
          <LeaveGuard isOn={isDirty} what="What you changed in the settings" />
          <FormProblem error={error} fields={SETTINGS_FIELDS} />
          <Group
            gap="sm"
            py="sm"
            bg="var(--mantine-color-body)"
            style={{ position: 'sticky', bottom: 0, borderTop: '1px solid var(--mantine-color-default-border)' }}
          >
            <Button type="submit" size="sm" disabled={!isDirty} loading={isPending}>
              Save
            </Button>
            {isDirty && (
              <Button variant="default" size="sm" onClick={discard}>
                Discard
              </Button>
            )}
            <Text size="xs" c="dimmed">
              {isDirty ? 'What waits is planned anew when its limits change.' : 'Everything is saved.'}
            </Text>
          </Group>
        </Stack>
      </fieldset>
    </form>
  );
}
