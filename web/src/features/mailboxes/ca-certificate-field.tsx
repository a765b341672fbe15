import { Checkbox, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { ServersForm } from './use-servers-form.ts';

/** The certificate of who vouches for both servers, where that is no public authority. */
export function CaCertificateField({ form }: { form: ServersForm }) {
  const { smtp, imap } = form.values.servers;
  const given = smtp.caCertificate ?? imap.caCertificate;
  const [isOwn, setOwn] = useState(given !== undefined);
  const set = (value: string | undefined) => {
    form.setFieldValue('servers.smtp.caCertificate', value);
    form.setFieldValue('servers.imap.caCertificate', value);
  };
  const choose = (own: boolean) => {
    setOwn(own);
    if (!own) set(undefined);
  };
  return (
    <Stack gap="xs">
      <Checkbox
        label="The servers show a certificate of their own"
        checked={isOwn}
        onChange={({ currentTarget }) => choose(currentTarget.checked)}
      />
      {isOwn && (
        <Textarea
          label="CA certificate"
          description="Of the authority that signed it, or the certificate itself. Both servers are believed by it too."
          placeholder="-----BEGIN CERTIFICATE-----"
          autosize
          minRows={3}
          maxRows={8}
          spellCheck={false}
          autoComplete="off"
          styles={{ input: { fontFamily: 'var(--mantine-font-family-monospace)' } }}
          value={given ?? ''}
          error={form.errors['servers.smtp.caCertificate'] ?? form.errors['servers.imap.caCertificate']}
          onChange={({ currentTarget }) => set(currentTarget.value || undefined)}
        />
      )}
    </Stack>
  );
}
