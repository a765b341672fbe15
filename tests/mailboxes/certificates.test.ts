import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { SmtpSettings } from '../../activities/clients/smtp/settings.ts';
import { type Authority, type Certificate, makeAuthority, makeSelfSigned } from '../helpers/certificates.ts';
import { withDovecot } from '../helpers/dovecot.ts';
import { whyNoPostfix, withPostfix } from '../helpers/postfix.ts';
import { inOneStep } from '../helpers/send-options.ts';
import { mailboxAt, mailToAda } from '../helpers/smtp-mailbox.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'followthrough-ca-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** Lends both servers with a certificate; both ask for STARTTLS before a password. */
const withServersShowing = (certificate: Certificate, work: (servers: SmtpSettings) => Promise<void>) =>
  withDovecot(
    (dovecot) =>
      withPostfix(dovecot, { certificate }, (postfix) => work({ smtp: postfix.server, imap: dovecot.server })),
    { certificate },
  );
const withServersNamed = (
  { authority, name }: { authority: Authority; name: string },
  work: (servers: SmtpSettings) => Promise<void>,
) => withServersShowing(authority.certificateFor(name), work);

describe.skipIf(whyNoPostfix)(`certificates${whyNoPostfix ? ` (skipped: ${whyNoPostfix})` : ''}`, () => {
  let authority: Authority;
  beforeAll(() => {
    authority = makeAuthority(folder);
  });

  test('a server whose authority was given is believed, for sending and for reading', () =>
    withServersNamed({ authority, name: '127.0.0.1' }, async ({ smtp, imap }) => {
      const { caCertificate } = authority;
      const provider = mailboxAt({ smtp: { ...smtp, caCertificate }, imap: { ...imap, caCertificate } });
      expect(await provider.check()).toEqual({ isUsable: true });
      expect(await provider.send(mailToAda(), inOneStep)).toMatchObject({ kind: 'accepted' });
      await provider.close();
    }));

  test('one that nobody vouches for is refused, and the sentence says what to give', () =>
    withServersNamed({ authority, name: '127.0.0.1' }, async ({ smtp, imap }) => {
      const provider = mailboxAt({ smtp, imap });
      const sentence = expect.stringMatching(
        /^The SMTP server 127\.0\.0\.1:\d+ could not be reached securely: nobody whom this machine trusts has signed its certificate \(.*\)\. Give the certificate of the authority that signed it \(CA certificate\), or have the server show one of a public authority\.$/,
      );
      expect(await provider.check()).toEqual({ isUsable: false, code: 'tls', sentence });
      expect(await provider.send(mailToAda(), inOneStep)).toEqual({ kind: 'unreachable', sentence });
      const reading = await provider.fetchSince(null).catch(provider.reportOf);
      expect(reading).toMatchObject({
        code: 'tls',
        sentence: expect.stringContaining('nobody whom this machine trusts'),
      });
      await provider.close();
    }));

  test('one for another name is refused though its authority is believed, and the sentence names both', () =>
    withServersNamed({ authority, name: 'mail.acme.example' }, async ({ smtp, imap }) => {
      const { caCertificate } = authority;
      const provider = mailboxAt({ smtp: { ...smtp, caCertificate }, imap: { ...imap, caCertificate } });
      const inWords =
        /its certificate is for (mail\.acme\.example|another name), not for 127\.0\.0\.1\. Give the host by the name that the certificate has\.$/;
      expect(await provider.check()).toMatchObject({ code: 'tls', sentence: expect.stringMatching(inWords) });
      const reading = await provider.fetchSince(null).catch(provider.reportOf);
      expect(reading).toMatchObject({ code: 'tls', sentence: expect.stringMatching(inWords) });
      await provider.close();
    }));

  test('a certificate that vouches for itself is believed where it was given', () => {
    const { certificate: caCertificate, ...certificate } = makeSelfSigned(folder, '127.0.0.1');
    return withServersShowing(certificate, async ({ smtp, imap }) => {
      expect(await mailboxAt({ smtp, imap }).check()).toMatchObject({ isUsable: false, code: 'tls' });
      const provider = mailboxAt({ smtp: { ...smtp, caCertificate }, imap: { ...imap, caCertificate } });
      expect(await provider.check()).toEqual({ isUsable: true });
      await provider.close();
    });
  });

  test('a CA certificate that cannot be read opens nothing', () =>
    withServersNamed({ authority, name: '127.0.0.1' }, async ({ smtp, imap }) => {
      const provider = mailboxAt({ smtp: { ...smtp, caCertificate: '-----BEGIN CERTIFICATE-----\nnone' }, imap });
      expect(await provider.check()).toMatchObject({
        code: 'tls',
        sentence: expect.stringContaining('nobody whom this machine trusts'),
      });
      await provider.close();
    }));
});
