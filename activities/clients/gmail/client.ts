import { setTimeout as sleep } from 'node:timers/promises';
import { type gmail_v1, gmail as gmailApi } from '@googleapis/gmail';
import type { GoogleApp } from './app.ts';
import { googleError } from './google-error.ts';
import { type Costed, type Quota, UNITS } from './quota.ts';
import type { Tokens } from './tokens.ts';

type Options = { headers: Record<string, string>; signal: AbortSignal; retry: false };
type Call<T> = (users: gmail_v1.Resource$Users, options: Options) => Promise<{ data: T }>;

/** Gmail as one mailbox calls it. */
export type GmailClient = {
  /** Makes one call within the quota. Repeats it only where Google surely did nothing: with a fresh token, or after a pause that it asked for. */
  call: <T>(name: Costed, call: Call<T>, signal?: AbortSignal) => Promise<T>;
};

/** Pauses where Google says that there are too many calls and not for how long. */
const PAUSES_MS = [1_000, 2_000, 4_000, 8_000];
/** Who is to wait longer than this waits outside, and others go first. */
const LONGEST_PAUSE_MS = 20_000;

/** A client of Gmail for one mailbox. The library repeats nothing by itself: sending is not safe to repeat. */
export function gmailClient(app: GoogleApp, { tokens, quota }: { tokens: Tokens; quota: Quota }): GmailClient {
  const { users } = gmailApi({ version: 'v1', rootUrl: `${app.apiUrl}/`, retry: false });

  async function once<T>(call: Call<T>, token: string, signal: AbortSignal | undefined): Promise<T> {
    const patience = AbortSignal.timeout(app.patienceMs);
    const { data } = await call(users, {
      headers: { authorization: `Bearer ${token}` },
      signal: signal ? AbortSignal.any([signal, patience]) : patience,
      retry: false,
    }).catch((error: unknown) => {
      throw googleError(error);
    });
    return data;
  }

  return {
    async call(name, call, signal) {
      let refused: string | null = null;
      for (let pauses = 0; ; ) {
        await quota.take(UNITS[name], signal);
        const token: string = refused === null ? await tokens.current() : await tokens.after(refused);
        try {
          return await once(call, token, signal);
        } catch (error) {
          const failed = googleError(error);
          const pauseMs = failed.retryAfterMs ?? PAUSES_MS[pauses] ?? null;
          if (failed.status === 401 && refused === null) refused = token;
          else if (
            failed.failure === 'rate' &&
            pauses < PAUSES_MS.length &&
            pauseMs !== null &&
            pauseMs <= LONGEST_PAUSE_MS
          ) {
            pauses += 1;
            quota.restFor(pauseMs);
            await sleep(pauseMs * (1 + Math.random() / 4), undefined, { signal });
          } else throw failed;
        }
      }
    },
  };
}
