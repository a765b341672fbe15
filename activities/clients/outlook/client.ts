import { setTimeout as sleep } from 'node:timers/promises';
import type { MicrosoftApp } from './app.ts';
import { GraphError, refusedBy, unanswered } from './graph-error.ts';
import type { Lane } from './lane.ts';
import type { Tokens } from './tokens.ts';

/** One call. `path` begins with a slash, or is a whole address that Graph gave. */
export type GraphCall = {
  method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  path: string;
  json?: object;
  text?: string;
  prefer?: string[];
  signal?: AbortSignal;
  /** Whether to make it again after a failure that passes: `never` where the caller must ask first what became of it, `if-refused` where silence may mean that it was done. */
  repeat?: 'always' | 'if-refused' | 'never';
};

export type FolderName = 'inbox' | 'drafts' | 'outbox' | 'sentitems' | 'junkemail' | 'deleteditems';

/** Microsoft Graph as one mailbox calls it. */
export type GraphClient = {
  /** Makes one call and reads its answer. Repeats it only where that is safe: with a fresh token, or after a short pause that Microsoft asked for. */
  call: <T>(call: GraphCall) => Promise<T>;
  /** The id of a folder by its well-known name (learn.microsoft.com/graph/api/resources/mailfolder); null where the mailbox has none. */
  folderId: (name: FolderName) => Promise<string | null>;
  /** Reads at most so many bytes of what lies at a path. */
  bytes: (path: string, options: { most: number }) => Promise<Buffer>;
};

/** Without it Outlook's names of mails change when they are moved, as sending does (learn.microsoft.com/graph/outlook-immutable-id). */
const IMMUTABLE = 'IdType="ImmutableId"';
/** How often a call is repeated that Microsoft asked to come later, and how long it may ask for. */
const REPEATS = 3;
const SHORT_MS = 10_000;
const PAUSE_MS = 1_000;

/** The beginning of an answer's body. */
async function beginningOf(answer: Response, most: number): Promise<Buffer> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of answer.body ?? []) {
    chunks.push(chunk);
    size += chunk.length;
    if (size >= most) break; // leaving the loop cancels the rest
  }
  return Buffer.concat(chunks).subarray(0, most);
}

/** What to send, and what it is signed with. */
function requestOf({ method = 'GET', json, text, prefer = [] }: GraphCall, token: string): RequestInit {
  const type = text === undefined ? 'application/json' : 'text/plain';
  const body = text ?? (json === undefined ? undefined : JSON.stringify(json));
  const headers = {
    authorization: `Bearer ${token}`,
    prefer: [IMMUTABLE, ...prefer].join(', '),
    ...(body === undefined ? {} : { 'content-type': type }),
  };
  return { method, headers, body };
}

/** A client of Graph for one mailbox. */
export function graphClient(app: MicrosoftApp, { tokens, lane }: { tokens: Tokens; lane: Lane }): GraphClient {
  async function once<T>(call: GraphCall, { token, read }: { token: string; read: (answer: Response) => Promise<T> }) {
    const patience = AbortSignal.timeout(app.patienceMs);
    const signal = call.signal ? AbortSignal.any([call.signal, patience]) : patience;
    const url = call.path.startsWith('/') ? `${app.graphUrl}${call.path}` : call.path;
    try {
      const answer = await fetch(url, { ...requestOf(call, token), signal, redirect: 'error' });
      if (!answer.ok) throw await refusedBy(answer);
      return await read(answer);
    } catch (error) {
      throw error instanceof GraphError ? error : unanswered(error);
    }
  }

  async function ask<T>(call: GraphCall, read: (answer: Response) => Promise<T>): Promise<T> {
    let refused: string | null = null;
    for (let repeats = 0; ; ) {
      const token: string = refused === null ? await tokens.current() : await tokens.after(refused);
      try {
        return await lane.run(() => once(call, { token, read }), call.signal);
      } catch (error) {
        const failed = error instanceof GraphError ? error : unanswered(error);
        const { failure, retryAfterMs } = failed;
        const pauseMs = retryAfterMs ?? PAUSE_MS * 2 ** repeats;
        if (retryAfterMs !== null && !failed.wasKeptBack) lane.restFor(retryAfterMs);
        const { repeat = 'always' } = call;
        const mayPass = (failure === 'rate' && repeat !== 'never') || (failure === 'silence' && repeat === 'always');
        if (failure === 'auth' && refused === null) refused = token;
        else if (!mayPass || failed.wasKeptBack || repeats >= REPEATS || pauseMs > SHORT_MS) throw failed;
        else {
          repeats += 1;
          await sleep(pauseMs, undefined, { signal: call.signal }).catch(() => {});
        }
      }
    }
  }

  const folders = new Map<FolderName, string | null>();

  return {
    // Answers of 202 and 204 are empty.
    call: <T>(call: GraphCall) =>
      ask(call, async (answer) => {
        const text = await answer.text();
        return (text === '' ? null : JSON.parse(text)) as T;
      }),
    async folderId(name) {
      const known = folders.get(name);
      if (known !== undefined) return known;
      const path = `/me/mailFolders/${name}?$select=id`;
      const id = await this.call<{ id: string }>({ path }).then(
        (folder) => folder.id,
        (error: unknown) => {
          if (error instanceof GraphError && error.failure === 'gone') return null;
          throw error;
        },
      );
      folders.set(name, id);
      return id;
    },
    bytes: (path, { most }) => ask({ path }, (answer) => beginningOf(answer, most)),
  };
}
