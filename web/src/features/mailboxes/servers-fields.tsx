import { Checkbox, Fieldset, Grid, NumberInput, PasswordInput, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { type Security, type ServerKind, usualPort } from '../../../../workflows/mailboxes/server-presets.calc.ts';
import { CaCertificateField } from './ca-certificate-field.tsx';
import type { ServersForm } from './use-servers-form.ts';

const SECURITIES: { value: Security; label: string }[] = [
  { value: 'tls', label: 'TLS' },
  { value: 'starttls', label: 'STARTTLS' },
  { value: 'none', label: 'None (this machine)' },
];
const TITLES = { smtp: 'Sends by SMTP', imap: 'Reads by IMAP' };

function PlaceFields({ form, kind }: { form: ServersForm; kind: ServerKind }) {
  const path = `servers.${kind}` as const;
  const { security, port } = form.values.servers[kind];
  const name = kind.toUpperCase();
  const setSecurity = (next: string | null) => {
    if (port === usualPort(kind, security)) form.setFieldValue(`${path}.port`, usualPort(kind, next as Security));
    form.setFieldValue(`${path}.security`, next as Security);
  };
  return (
    <>
      <Grid.Col span={{ base: 12, xs: 6 }}>
        <TextInput
          label="Server"
          aria-label={`${name} server`}
          autoComplete="off"
          spellCheck={false}
          {...form.getInputProps(`${path}.host`)}
        />
      </Grid.Col>
      <Grid.Col span={{ base: 7, xs: 4 }}>
        <Select
          label="Security"
          aria-label={`${name} security`}
          data={SECURITIES}
          {...form.getInputProps(`${path}.security`)}
          onChange={setSecurity}
        />
      </Grid.Col>
      <Grid.Col span={{ base: 5, xs: 2 }}>
        <NumberInput
          label="Port"
          aria-label={`${name} port`}
          hideControls
          {...form.getInputProps(`${path}.port`)}
          onChange={(value) => form.setFieldValue(`${path}.port`, Number(value))}
        />
      </Grid.Col>
    </>
  );
}

type LoginProps = { form: ServersForm; kind: ServerKind; isForBoth?: boolean };

function LoginFields({ form, kind, isForBoth = false }: LoginProps) {
  const named = (field: string) => (isForBoth ? field : `${kind.toUpperCase()} ${field.toLowerCase()}`);
  const input = (field: 'user' | 'password') => ({
    ...form.getInputProps(`servers.${kind}.${field}`),
    onChange: ({ currentTarget: { value } }: React.ChangeEvent<HTMLInputElement>) => {
      form.setFieldValue(`servers.${kind}.${field}`, value);
      if (isForBoth) form.setFieldValue(`servers.imap.${field}`, value);
    },
  });
  return (
    <>
      <Grid.Col span={{ base: 12, xs: 6 }}>
        <TextInput label="User" aria-label={named('User')} autoComplete="off" spellCheck={false} {...input('user')} />
      </Grid.Col>
      <Grid.Col span={{ base: 12, xs: 6 }}>
        <PasswordInput
          label="Password"
          aria-label={named('Password')}
          autoComplete="new-password"
          {...input('password')}
        />
      </Grid.Col>
    </>
  );
}

/** Where mail is handed over and where it is read, and what opens both. */
export function ServersFields({ form }: { form: ServersForm }) {
  const { smtp, imap } = form.values.servers;
  const [isSame, setSame] = useState(smtp.user === imap.user);
  const share = (shared: boolean) => {
    setSame(shared);
    if (shared) form.setFieldValue('servers.imap', { ...imap, user: smtp.user, password: smtp.password });
  };
  return (
    <>
      <Fieldset legend={TITLES.smtp} p="sm">
        <Grid gap="sm">
          <PlaceFields form={form} kind="smtp" />
          <LoginFields form={form} kind="smtp" isForBoth={isSame} />
        </Grid>
      </Fieldset>
      <Fieldset legend={TITLES.imap} p="sm">
        <Grid gap="sm">
          <PlaceFields form={form} kind="imap" />
          {!isSame && <LoginFields form={form} kind="imap" />}
          <Grid.Col span={12}>
            <Checkbox
              label="Same user and password"
              checked={isSame}
              onChange={({ currentTarget }) => share(currentTarget.checked)}
            />
          </Grid.Col>
        </Grid>
      </Fieldset>
      <CaCertificateField form={form} />
    </>
  );
}
