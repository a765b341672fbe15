import { pino } from 'pino';
import { expect, test } from 'vitest';
import { credentialsPlace } from '../../activities/clients/mail-clients.ts';
import type { OAuthSecrets } from '../../activities/clients/oauth.ts';
import { idOf, type MailboxId } from '../../workflows/ids.ts';
import { apiOver } from '../helpers/api.ts';
import { withDatabase } from '../helpers/database.ts';
import { withFakeGoogle } from '../helpers/fake-google/server.ts';
import { ask } from '../helpers/people.ts';
import { connect, follow, idIn } from './google-api.ts';
import { ROBIN } from './robin.ts';

test('no token, code, state or client secret is in a log, in an answer or in an error', { timeout: 120_000 }, () => {
  const lines: string[] = [];
  const log = pino({ level: 'trace' }, { write: (line) => void lines.push(line) });
  return withFakeGoogle((google) =>
    withDatabase((database) =>
      apiOver(
        { ...database, apps: { google: google.app } },
        async (api) => {
          const person = await api.signUp();
          const heard: string[] = [];
          const headers = { cookie: person.cookie };
          const send = async (path: string, method = 'GET') => {
            const { text } = await ask(api, `/api/v1${path}`, {
              method,
              headers,
              body: method === 'POST' ? {} : undefined,
            });
            heard.push(text);
          };
          const { url } = await person.rpc.mailboxes.connectOAuth({ provider: 'gmail' });
          const back = await follow(url);
          const mailboxId = idOf<MailboxId>(idIn(await follow(back, person.cookie)));
          const { credentials } = await api.db.withWorkspace(person.workspaceId, (tx) =>
            tx.mailbox.findUniqueOrThrow({ where: { id: mailboxId } }),
          );
          const secrets = api.deps.box.open<OAuthSecrets>(credentials ?? '', credentialsPlace(mailboxId));

          google.fault({ method: 'token', kind: 'error', status: 400 });
          await connect(person);
          google.revoke(ROBIN);
          await send(`/mailboxes/${mailboxId}/test`, 'POST');
          await send(`/mailboxes/${mailboxId}/reconnect`, 'POST');
          await send(`/mailboxes/${mailboxId}`);
          await send('/mailboxes');
          await send('/mailboxes/providers');
          await send('/audit');
          await send(`/mailboxes/${mailboxId}/disconnect`, 'POST');
          await google.push.call(`${api.url}/hooks/gmail`, ROBIN, 1, { account: 'other@evil.example' });

          expect(heard[0]).toContain('"code":"auth"');
          expect(lines.join()).toContain('a consent opened no mailbox');
          const said = [...heard, ...lines].join('\n');
          const hidden = {
            accessToken: secrets.accessToken,
            refreshToken: secrets.refreshToken,
            code: new URL(back).searchParams.get('code') ?? '',
            state: new URL(back).searchParams.get('state')?.split('.')[1] ?? '',
            clientSecret: google.app.clientSecret,
            credentials: credentials ?? '',
          };
          const shown = Object.entries(hidden).filter(([, secret]) => said.includes(secret));
          expect(shown.map(([name]) => name)).toEqual([]);
        },
        log,
      ),
    ),
  );
});
