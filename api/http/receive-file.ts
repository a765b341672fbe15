import { createHash, randomUUID } from 'node:crypto';
import { openAsBlob } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Request, RequestHandler } from 'express';
import { Refusal } from '../../workflows/refusal.ts';
import { mayAct, type Role } from '../../workflows/workspaces/rules.ts';
import { actorOf } from './actor.ts';
import type { ApiDeps } from './context.ts';
import { sendProblem } from './problem.ts';

const MEGABYTE = 1_000_000;
/** How long the rest of a refused file is read and thrown away, so that the sender gets to read the answer. */
const DRAIN_MS = 10_000;

type Limits = { role: Role; maxBytes: number };

const tooLarge = (maxBytes: number) =>
  new Refusal(
    'too-large',
    `The file is larger than ${maxBytes / MEGABYTE} MB, which is the most. Split it, or leave out columns that you do not need.`,
  );

/** Writes the body to a file on this machine, as it comes in. Returns the SHA-256 of what came. */
async function keep(request: Request, place: string, maxBytes: number): Promise<string> {
  const hash = createHash('sha256');
  const file = await open(place, 'wx', 0o600);
  let bytes = 0;
  try {
    // Leaving the loop must not end the connection: the refusal still has to go out on it.
    for await (const chunk of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      bytes += chunk.length;
      if (bytes > maxBytes) throw tooLarge(maxBytes);
      hash.update(chunk);
      await file.write(chunk);
    }
  } finally {
    await file.close();
  }
  return hash.digest('hex');
}

/** Whether somebody asks who may send a file. Everyone else is refused by the endpoint, in its own words. */
async function mayUpload(deps: ApiDeps, request: Request, role: Role): Promise<boolean> {
  const { cookie, authorization } = request.headers;
  const headers = new Headers({ ...(cookie && { cookie }), ...(authorization && { authorization }) });
  const actor = await actorOf({ deps, headers });
  return actor.role !== null && mayAct(actor.role, role);
}

/** Receives a file that is the whole body of a request, without holding it in memory, and hands it on. It is gone when the answer is out. */
export const receiveFile =
  (deps: ApiDeps, { role, maxBytes }: Limits): RequestHandler =>
  async (request, response, next) => {
    const refuse = (error: unknown) => {
      request.resume();
      setTimeout(() => request.destroy(), DRAIN_MS).unref();
      sendProblem(response.set('Connection', 'close'), error);
    };
    if (!(await mayUpload(deps, request, role))) {
      request.body = null;
      return next();
    }
    if (request.is('multipart/form-data'))
      return refuse(new Refusal('bad-file', 'The body is a form. Send the file itself as the body, as text/csv.'));
    if (Number(request.get('content-length') ?? 0) > maxBytes) return refuse(tooLarge(maxBytes));

    const place = path.join(tmpdir(), `followthrough-${randomUUID()}.upload`);
    response.once('close', () => void rm(place, { force: true }));
    try {
      const sha256 = await keep(request, place, maxBytes);
      const file = new File([await openAsBlob(place)], 'upload.csv', { type: 'text/csv' });
      request.body = Object.assign(file, { toJSON: () => ({ sha256 }) }); // a repeated request is known by what the file says
    } catch (error) {
      if (request.destroyed) return; // whoever sent it has hung up
      return refuse(error);
    }
    next();
  };
