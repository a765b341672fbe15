import { GOOGLE_PERMISSIONS, type GoogleApp } from './gmail/app.ts';
import { googleConnector } from './gmail/connector.ts';
import type { OAuthDoor, OAuthProvider } from './oauth.ts';
import { MICROSOFT_PERMISSIONS, type MicrosoftApp } from './outlook/app.ts';
import { microsoftConnector } from './outlook/connector.ts';

/** What this installation is known as at the providers; null where it is not. */
export type Apps = { google?: GoogleApp | null; microsoft?: MicrosoftApp | null };

/** What an administrator does before mailboxes of a provider can be connected. */
export const SET_UP: Record<OAuthProvider, string> = {
  gmail: 'Set GOOGLE_CLIENT_ID and GOOGLE_CLIENT_SECRET, as docs/gmail.md says.',
  outlook: 'Set MICROSOFT_CLIENT_ID and MICROSOFT_CLIENT_SECRET, as docs/outlook.md says.',
};

/** How mailboxes of each provider are connected in this installation. */
export const oauthDoors = ({ google, microsoft }: Apps): Record<OAuthProvider, OAuthDoor> => ({
  gmail: {
    connector: google ? googleConnector(google) : null,
    permissions: GOOGLE_PERMISSIONS,
    setUp: SET_UP.gmail,
  },
  outlook: {
    connector: microsoft ? microsoftConnector(microsoft) : null,
    permissions: MICROSOFT_PERMISSIONS,
    setUp: SET_UP.outlook,
  },
});
