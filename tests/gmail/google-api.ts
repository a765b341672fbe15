import type { MailboxId } from '../../workflows/ids.ts';
import { apiOver, type Person, type TestApi } from '../helpers/api.ts';
import { withDatabase } from '../helpers/database.ts';
import { type FakeGoogle, type FakeGoogleOptions, withFakeGoogle } from '../helpers/fake-google/server.ts';

/** Lends the app, in an installation that a Google knows. */
export const withGoogleApi = <T>(
  work: (api: TestApi, google: FakeGoogle) => Promise<T>,
  options?: FakeGoogleOptions,
): Promise<T> =>
  withFakeGoogle(
    (google) =>
      withDatabase((database) => apiOver({ ...database, apps: { google: google.app } }, (api) => work(api, google))),
    options,
  );

/** Goes on to where an answer sends a browser. */
export async function follow(url: string, cookie = ''): Promise<string> {
  const { headers, status } = await fetch(url, { redirect: 'manual', headers: { cookie } });
  return headers.get('location') ?? `status ${status}`;
}

/** Connects a mailbox as a person does: to Google, yes, and back. Tells where the person ends up. */
export async function connect({ rpc, cookie }: Person, mailboxId?: MailboxId): Promise<string> {
  const { url } = await rpc.mailboxes.connectOAuth({ provider: 'gmail', mailboxId });
  return follow(await follow(url), cookie);
}

/** The id in the address of a mailbox's page. */
export const idIn = (place: string) => /^\/mailboxes\/([\w-]{36})\?connected=1$/.exec(place)?.[1] ?? `none in ${place}`;
