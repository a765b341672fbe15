import { Alert, Button, Group, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { guessedAnew, presetFor } from '../../../../workflows/mailboxes/server-presets.calc.ts';
import { client } from '../../lib/client.ts';
import { FormProblem } from '../../ui/form-problem.tsx';
import { ConnectionResult } from './connection-result.tsx';
import { ServersFields } from './servers-fields.tsx';
import { useCreateMailbox } from './use-create-mailbox.ts';
import { SERVER_FIELDS, type ServersForm, showProblem, useServersForm } from './use-servers-form.ts';

/** The address; the servers that were guessed from it move along while it is typed. */
function AddressField({ form }: { form: ServersForm }) {
  const { email, servers } = form.values;
  const { hint } = presetFor(email);
  const change = (to: string) =>
    form.setValues({
      email: to,
      servers: {
        smtp: guessedAnew(servers.smtp, { kind: 'smtp', from: email, to }),
        imap: guessedAnew(servers.imap, { kind: 'imap', from: email, to }),
      },
    });
  return (
    <>
      <TextInput
        label="Address"
        placeholder="robin@acme.example"
        type="email"
        autoComplete="off"
        data-autofocus
        {...form.getInputProps('email')}
        onChange={({ currentTarget }) => change(currentTarget.value)}
      />
      {hint && (
        <Alert color="orange" variant="light" p="xs">
          {hint}
        </Alert>
      )}
    </>
  );
}

/** Asks for an address and its servers. */
export function SmtpForm() {
  const form = useServersForm();
  const create = useCreateMailbox();
  const test = useMutation(
    client.mailboxes.testServers.mutationOptions({
      meta: { showsErrors: true },
      onError: (error) => showProblem(form, error),
    }),
  );
  const error = create.error ?? test.error;
  return (
    <form
      noValidate
      onSubmit={form.onSubmit((values) => {
        test.reset();
        create.mutate(values, { onError: (problem) => showProblem(form, problem) });
      })}
    >
      <Stack gap="sm">
        <AddressField form={form} />
        <ServersFields form={form} />
        <ConnectionResult report={test.data} />
        <FormProblem error={error} fields={SERVER_FIELDS} />
        <Group justify="space-between">
          <Button
            size="sm"
            variant="default"
            loading={test.isPending}
            onClick={() => {
              create.reset();
              if (!form.validate().hasErrors) test.mutate(form.values.servers);
            }}
          >
            Test connection
          </Button>
          <Button type="submit" size="sm" loading={create.isPending}>
            Connect
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
