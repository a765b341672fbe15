import { expect, test } from 'vitest';
import { noteEvents } from '../../prisma/events.ts';
import { type Person, type TestApi, withApi } from '../helpers/api.ts';
import { memberOf } from '../helpers/people.ts';

type Told = { id: string; type: string; subjectId: string };

/** Follows the events as a browser does, lends the stream, and hangs up. */
async function following<T>(
  { url }: TestApi,
  { cookie }: Person,
  { lastEventId, work }: { lastEventId?: string; work: (next: () => Promise<Told>) => Promise<T> },
): Promise<T> {
  const hangUp = new AbortController();
  const headers = { cookie, ...(lastEventId ? { 'last-event-id': lastEventId } : {}) };
  const response = await fetch(`${url}/api/v1/events`, { headers, signal: hangUp.signal });
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  async function next(): Promise<Told> {
    const end = text.indexOf('\n\n');
    if (end < 0) {
      const { value, done } = (await reader?.read()) ?? { done: true };
      if (done) throw new Error('The stream has ended.');
      text += value ?? '';
      return next();
    }
    const lines = text.slice(0, end).split('\n');
    text = text.slice(end + 2);
    const field = (name: string) => lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2);
    const [id, data] = [field('id'), field('data')];
    return id && data ? { id, ...(JSON.parse(data) as Omit<Told, 'id'>) } : next(); // else a comment that keeps the line open
  }
  try {
    return await work(next);
  } finally {
    hangUp.abort();
  }
}

const note = ({ db }: TestApi, { workspaceId }: Person, subjectId: string) =>
  db.withWorkspace(workspaceId, (tx) => noteEvents(tx, [{ type: 'task.changed', subjectId }]));

const ID = (number: number) => `00000000-0000-7000-8000-${String(number).padStart(12, '0')}`;

test('what happens is told as it happens, and nothing of another workspace', () =>
  withApi(async (api) => {
    const [us, them] = [await api.signUp(), await api.signUp()];
    await following(api, us, {
      work: async (next) => {
        expect(await next()).toMatchObject({ type: 'stream.opened' });
        await note(api, them, ID(1));
        await note(api, us, ID(2));
        expect(await next()).toMatchObject({ type: 'task.changed', subjectId: ID(2) });
      },
    });
  }));

test('a stream that was lost goes on after the last event that arrived, without a gap', () =>
  withApi(async (api) => {
    const us = await api.signUp();
    const { id } = await following(api, us, {
      work: async (next) => {
        await next();
        await note(api, us, ID(1));
        return next();
      },
    });
    await note(api, us, ID(2));
    await note(api, us, ID(3));
    const missed = await following(api, us, {
      lastEventId: id,
      work: async (next) => [await next(), await next(), await next()],
    });
    expect(missed.map(({ subjectId }) => subjectId)).toEqual(['', ID(2), ID(3)]);
  }));

test('a stream that is lost before anything happens resumes from its opening', () =>
  withApi(async (api) => {
    const us = await api.signUp();
    const { id } = await following(api, us, { work: (next) => next() });
    await note(api, us, ID(1));
    const missed = await following(api, us, { lastEventId: id, work: async (next) => [await next(), await next()] });
    expect(missed[1]).toMatchObject({ subjectId: ID(1) });
  }));

test('an event that was noted first and committed last is not stepped over', () =>
  withApi(async (api) => {
    const us = await api.signUp();
    await following(api, us, {
      work: async (next) => {
        await next();
        let commit = () => {};
        let slow = Promise.resolve();
        const isNoted = new Promise<void>((noted) => {
          slow = api.db.withWorkspace(us.workspaceId, async (tx) => {
            await noteEvents(tx, [{ type: 'task.changed', subjectId: ID(1) }]);
            noted();
            await new Promise<void>((resolve) => void (commit = resolve));
          });
        });
        await isNoted;
        await note(api, us, ID(2));
        setTimeout(() => commit(), 300);
        expect([(await next()).subjectId, (await next()).subjectId]).toEqual([ID(1), ID(2)]);
        await slow;
      },
    });
  }));

test('who is suspended is not let into the stream again', () =>
  withApi(async (api) => {
    const owner = await api.signUp();
    const rep = await memberOf(api, owner, 'rep');
    await owner.rpc.workspaces.suspendMember({ userId: rep.userId });
    const response = await fetch(`${api.url}/api/v1/events`, { headers: { cookie: rep.cookie } });
    expect(response.status).toBe(403);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
  }));

test('of an import its progress is told, and not each of its contacts', () =>
  withApi(async (api) => {
    const us = await api.signUp();
    await following(api, us, {
      work: async (next) => {
        await next();
        await api.db.withWorkspace(us.workspaceId, (tx) =>
          noteEvents(tx, [
            { type: 'contact.created', subjectId: ID(1), payload: { importId: ID(3) } },
            { type: 'contact.created', subjectId: ID(2) },
            { type: 'import.progressed', subjectId: ID(3) },
          ]),
        );
        expect(await next()).toMatchObject({ type: 'contact.created', subjectId: ID(2) });
        expect(await next()).toMatchObject({ type: 'import.progressed', subjectId: ID(3) });
      },
    });
  }));
