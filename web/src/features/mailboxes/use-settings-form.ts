import { type UseFormReturnType, useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent } from 'react';
import type { z } from 'zod';
import { MailboxLimits } from '../../../../api/contract/mailbox-settings.ts';
import { client } from '../../lib/client.ts';
import { problemAt } from '../../ui/form-problem.tsx';
import type { Mailbox } from './mailbox.ts';
import { problemsBy } from './problems-by.ts';

const Settings = MailboxLimits.omit({ isActive: true });
export type Settings = z.output<typeof Settings>;
export type SettingsForm = UseFormReturnType<Settings>;

/** The fields of the form, where a refusal may stand. */
export const SETTINGS_FIELDS = Object.keys(Settings.shape) as (keyof Settings)[];

const settingsOf = (mailbox: Mailbox): Settings => ({
  displayName: mailbox.displayName ?? '',
  signature: mailbox.signature ?? '',
  dailyLimit: mailbox.dailyLimit,
  minGapSeconds: mailbox.minGapSeconds,
  timeZone: mailbox.timeZone,
  sendWindow: mailbox.sendWindow,
  holidayCountry: mailbox.holidayCountry,
  holidayRegion: mailbox.holidayRegion,
});

/** What was changed, and nothing else: waiting mails are planned anew only when a limit of theirs moved. */
function changed(from: Settings, to: Settings): Partial<Settings> {
  const fields = SETTINGS_FIELDS.filter((field) => JSON.stringify(from[field]) !== JSON.stringify(to[field]));
  return Object.fromEntries(fields.map((field) => [field, to[field]]));
}

/** The limits of a mailbox as a form; a change from elsewhere shows as long as nothing is typed. */
export function useSettingsForm(mailbox: Mailbox) {
  const queries = useQueryClient();
  const saved = settingsOf(mailbox);
  const form = useForm<Settings>({ initialValues: saved, validate: problemsBy(Settings) });
  const snapshot = JSON.stringify(saved);
  const isDirty = Object.keys(changed(saved, form.values)).length > 0;
  const follow = useEffectEvent((values: Settings) => {
    if (form.isDirty()) return;
    form.setInitialValues(values);
    form.setValues(values);
  });
  useEffect(() => follow(JSON.parse(snapshot) as Settings), [snapshot]); // only what the server says moves the form
  const update = useMutation(
    client.mailboxes.updateMailbox.mutationOptions({
      meta: { showsErrors: true },
      onError: (error) =>
        form.setErrors(Object.fromEntries(SETTINGS_FIELDS.map((field) => [field, problemAt(error, field)]))),
      onSuccess: async () => {
        form.resetDirty();
        notifications.show({ color: 'teal', message: 'Saved.' });
        await queries.invalidateQueries({ queryKey: client.mailboxes.key() });
      },
    }),
  );
  return {
    form,
    isDirty,
    isPending: update.isPending,
    error: update.error,
    save: (values: Settings) => update.mutate({ mailboxId: mailbox.id, ...changed(saved, values) }),
    discard: () => {
      form.setValues(saved);
      form.resetDirty();
      update.reset();
    },
  };
}
