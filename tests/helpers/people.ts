import { vi } from 'vitest';
import type { Role } from '../../workflows/workspaces/rules.ts';
import type { Person, TestApi } from './api.ts';
import type { TestDatabase } from './database.ts';

/** A new person with this role in somebody's workspace, at work in it. */
export async function memberOf(api: TestApi, { workspaceId }: Person, role: Role): Promise<Person> {
  const person = await api.signUp({ workspace: null });
  await api.system.membership.create({ data: { workspaceId, userId: person.userId, role } });
  await api.system.session.updateMany({ where: { userId: person.userId }, data: { activeWorkspaceId: workspaceId } });
  return { ...person, workspaceId };
}

/** The newest mail of the product to an address about something, as soon as it is there. */
export const mailTo = ({ system }: TestDatabase, email: string, subject: RegExp) =>
  vi.waitFor(
    async () => {
      const mails = await system.systemMail.findMany({ where: { toAddress: email }, orderBy: { id: 'desc' } });
      const mail = mails.find((each) => subject.test(each.subject));
      if (!mail) throw new Error(`There is no mail to ${email} about ${String(subject)}.`);
      return mail;
    },
    { timeout: 10_000, interval: 50 },
  );

/** The token in a mail's link. */
export const tokenIn = ({ text }: { text: string }) => /[?&]token=([^&\s]+)/.exec(text)?.[1] ?? '';

type Request = { method?: string; body?: unknown; headers?: Record<string, string> };
export type Reply = { status: number; type: string; text: string; cookies: string[] };

/** A request as it goes over the wire, where a test is about headers. */
export async function ask(api: TestApi, path: string, { method = 'GET', body, headers }: Request = {}): Promise<Reply> {
  const response = await fetch(`${api.url}${path}`, {
    method,
    headers: { origin: api.url, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
    body: body === undefined ? undefined : JSON.stringify(body),
    redirect: 'manual',
  });
  return {
    status: response.status,
    type: response.headers.get('content-type') ?? '',
    text: await response.text(),
    cookies: response.headers.getSetCookie(),
  };
}

/** The cookie that a browser sends back. */
export const cookieOf = ({ cookies }: Reply) => cookies.map((line) => line.split(';')[0]).join('; ');
