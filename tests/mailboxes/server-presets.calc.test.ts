import { expect, test } from 'vitest';
import { guessedAnew, presetFor } from '../../workflows/mailboxes/server-presets.calc.ts';

test('the servers of an unknown domain are guessed from its name', () => {
  expect(presetFor('robin@acme.example')).toEqual({
    smtp: { host: 'smtp.acme.example', port: 465, security: 'tls' },
    imap: { host: 'imap.acme.example', port: 993, security: 'tls' },
    hint: null,
  });
});

test('the servers of a known provider are known, with what its password needs, whatever the case', () => {
  expect(presetFor(' Robin@ICloud.com')).toMatchObject({
    smtp: { host: 'smtp.mail.me.com', port: 587, security: 'starttls' },
    imap: { host: 'imap.mail.me.com', port: 993 },
    hint: expect.stringContaining('app password'),
  });
});

test.each(['', 'robin', 'robin@', 'robin@acme', 'robin@acme.'])('half an address, "%s", guesses no host', (email) => {
  expect(presetFor(email)).toMatchObject({ smtp: { host: '' }, imap: { host: '' } });
});

test('a new address moves what was guessed', () => {
  const server = { ...presetFor('r@acme.example').smtp, user: 'r@acme.example', password: 'kept' };
  expect(guessedAnew(server, { kind: 'smtp', from: 'r@acme.example', to: 'r@gmail.com' })).toEqual({
    host: 'smtp.gmail.com',
    port: 465,
    security: 'tls',
    user: 'r@gmail.com',
    password: 'kept',
  });
});

test('a new address leaves what a person typed', () => {
  const server = { host: 'mail.acme.example', port: 2525, security: 'starttls' as const, user: 'robin' };
  expect(guessedAnew(server, { kind: 'smtp', from: 'r@acme.example', to: 'r@gmail.com' })).toEqual(server);
});
