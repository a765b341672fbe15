import { createRemoteJWKSet, jwtVerify } from 'jose';
import { z } from 'zod';
import type { GoogleApp } from './app.ts';

const ISSUERS = ['https://accounts.google.com', 'accounts.google.com'];

/** What Pub/Sub posts, and what Gmail says in it. */
const Envelope = z.object({ message: z.object({ data: z.base64() }) });
const Told = z.object({ emailAddress: z.string().min(3).max(320) });

/** What a call says that comes from nowhere, or from Google. */
export type GmailPush = { kind: 'forged' } | { kind: 'unreadable' } | { kind: 'told'; email: string };

/** Reads calls of Pub/Sub: signed by Google, for this address, by the account that was set up for them. */
export function gmailPush({ certsUrl, pushAccount }: GoogleApp) {
  const certificates = createRemoteJWKSet(new URL(certsUrl));

  async function isOfGoogle(token: string, audience: string): Promise<boolean> {
    try {
      const { payload } = await jwtVerify(token, certificates, { issuer: ISSUERS, audience, algorithms: ['RS256'] });
      return payload.email_verified === true && payload.email === pushAccount;
    } catch (error) {
      // A signature that is wrong is no fault of ours; keys that cannot be fetched are, and Google calls again.
      if (error instanceof Error && 'code' in error && String(error.code).startsWith('ERR_J')) return false;
      throw error;
    }
  }

  function readBody(body: unknown): GmailPush {
    const envelope = Envelope.safeParse(body);
    if (!envelope.success) return { kind: 'unreadable' };
    try {
      const told = Told.safeParse(JSON.parse(Buffer.from(envelope.data.message.data, 'base64').toString()));
      return told.success ? { kind: 'told', email: told.data.emailAddress } : { kind: 'unreadable' };
    } catch {
      return { kind: 'unreadable' };
    }
  }

  /** What a call with this authorization and body says, to this address. */
  return async (authorization: string | undefined, { body, audience }: { body: unknown; audience: string }) => {
    const token = /^Bearer ([\w.-]+)$/i.exec(authorization ?? '')?.[1];
    if (!pushAccount || !token || !(await isOfGoogle(token, audience))) return { kind: 'forged' } as const;
    return readBody(body);
  };
}
export type ReadGmailPush = ReturnType<typeof gmailPush>;
