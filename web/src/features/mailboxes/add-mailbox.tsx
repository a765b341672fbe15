import { Alert, Button, Group, Modal, SegmentedControl, Stack, Text, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { guessedAnew, presetFor } from '../../../../workflows/mailboxes/server-presets.calc.ts';
import { client } from '../../lib/client.ts';
import { FormProblem, problemAt } from '../../ui/form-problem.tsx';
import { ConnectionResult } from './connection-result.tsx';
import { ServersFields } from './servers-fields.tsx';
import { SERVER_FIELDS, type ServersForm, showProblem, useServersForm } from './use-servers-form.ts';

export type AddKind = 'smtp' | 'sandbox';

/** Connects a mailbox, and goes to it. */
function useCreate() {
  const navigate = useNavigate();
  return useMutation(
    client.mailboxes.createMailbox.mutationOptions({
      meta: { showsErrors: true },
      onSuccess: ({ mailboxId }) => void navigate({ to: '/mailboxes/$mailboxId', params: { mailboxId } }),
    }),
  );
}

function SandboxForm() {
  const { mutate, isPending, error } = useCreate();
  const form = useForm({ initialValues: { email: '' } });
  return (
    <form noValidate onSubmit={form.onSubmit(({ email }) => mutate({ provider: 'sandbox', email }))}>
      <Stack gap="sm">
        <Text size="sm" c="dimmed">
          A sandbox mailbox sends to a server on this machine. Nothing leaves it; you read the mails under Sandbox and
          answer them as their recipients would.
        </Text>
        <TextInput
          label="Address"
          description="It may be made up"
          placeholder="robin@acme.example"
          type="email"
          autoComplete="off"
          data-autofocus
          {...form.getInputProps('email')}
          error={problemAt(error, 'email')}
        />
        <FormProblem error={error} fields={['email']} />
        <Group justify="flex-end">
          <Button type="submit" size="sm" loading={isPending}>
            Connect
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

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

function SmtpForm() {
  const form = useServersForm();
  const create = useCreate();
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

type AddMailboxProps = { kind: AddKind; onKind: (kind: AddKind) => void; onClose: () => void };

/** Asks where a new mailbox is. */
export function AddMailbox({ kind, onKind, onClose }: AddMailboxProps) {
  return (
    <Modal opened onClose={onClose} title="Add mailbox" size={560}>
      <Stack gap="md">
        <SegmentedControl
          fullWidth
          aria-label="Kind of mailbox"
          value={kind}
          onChange={onKind}
          data={[
            { value: 'smtp', label: 'SMTP and IMAP' },
            { value: 'sandbox', label: 'Sandbox' },
          ]}
        />
        {kind === 'sandbox' ? <SandboxForm /> : <SmtpForm />}
      </Stack>
    </Modal>
  );
}
