import { expect, test } from 'vitest';
import { MailServers } from '../../api/contract/mailbox-settings.ts';

const server = { host: 'mail.acme.example', port: 993, security: 'tls', user: 'robin', password: 'secret' };
const PEM = '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----';

test('a server may have the certificate of its authority with it, or none', () => {
  const given = MailServers.parse({ smtp: { ...server, caCertificate: `\n${PEM}\n` }, imap: server });
  expect([given.smtp.caCertificate, given.imap.caCertificate]).toEqual([PEM, undefined]);
});

test('what is no certificate as text is refused, with how one begins', () => {
  const { error } = MailServers.safeParse({ smtp: server, imap: { ...server, caCertificate: 'MIIB' } });
  expect(error?.issues).toMatchObject([
    { path: ['imap', 'caCertificate'], message: expect.stringContaining('-----BEGIN CERTIFICATE-----') },
  ]);
});
