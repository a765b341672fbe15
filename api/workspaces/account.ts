import { APIError } from 'better-auth/api';
import { noteEvents } from '../../prisma/events.ts';
import { Refusal, type RefusalCode } from '../../workflows/refusal.ts';
import type * as contract from '../contract/account.ts';
import type { Given } from '../contract/base.ts';
import type { Context, Person } from '../http/context.ts';

/** What the library calls the trouble, and what we say of it. */
const SENTENCES: Record<string, [code: RefusalCode, sentence: string, field?: string]> = {
  ACCOUNT_CLOSED: ['forbidden', 'This account is closed. Ask an admin of your workspace.'],
  EMAIL_ALREADY_VERIFIED: ['ended', 'This address is verified already. There is nothing to do.'],
  INVALID_EMAIL_OR_PASSWORD: ['wrong-password', 'The address or the password is not right.'],
  INVALID_PASSWORD: ['wrong-password', 'The current password is not right.', 'password'],
  INVALID_TOKEN: ['ended', 'This link was used already, is too old or not whole. Ask for a new one.', 'token'],
  INVALID_USER: ['forbidden', 'This link is for another account. Sign out, then open it again.', 'token'],
  TOKEN_EXPIRED: ['ended', 'This link is too old. Ask for a new one.', 'token'],
  USER_NOT_FOUND: ['ended', 'This link is for an address that has changed since. Ask for a new one.', 'token'],
  USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL: [
    'already-exists',
    'There is an account with this address already. Sign in, or reset its password.',
    'email',
  ],
};

/** Says in our words what the library refuses; whatever it has no word for is a fault. */
async function inOurWords<T>(work: Promise<T>): Promise<T> {
  return work.catch((error: unknown) => {
    const said = error instanceof APIError && SENTENCES[String(error.body?.code)];
    throw said ? new Refusal(...said) : error;
  });
}

/** The person who asks; the contract lets nobody else in. */
export function personOf({ actor }: Context): Person {
  if (actor.kind !== 'person') throw new Refusal('signed-out', 'This needs a person who is signed in.');
  return actor;
}

/** Creates an account and signs in; the mail that verifies the address follows. */
export async function signUp({ deps, headers, setCookies }: Context, body: Given<typeof contract.signUp>) {
  const { headers: answer } = await inOurWords(deps.auth.api.signUpEmail({ body, headers, returnHeaders: true }));
  setCookies(answer.getSetCookie());
}

export async function signIn({ deps, headers, setCookies }: Context, body: Given<typeof contract.signIn>) {
  const { headers: answer } = await inOurWords(deps.auth.api.signInEmail({ body, headers, returnHeaders: true }));
  setCookies(answer.getSetCookie());
}

export async function signOut({ deps, headers, setCookies }: Context) {
  const { headers: answer } = await deps.auth.api.signOut({ headers, returnHeaders: true });
  setCookies(answer.getSetCookie());
}

/** Mails a link to choose a new password, where the address is known; the answer does not tell whether it is. */
export async function forgotPassword({ deps }: Context, { email }: Given<typeof contract.forgotPassword>) {
  await deps.auth.api.requestPasswordReset({ body: { email } });
}

/** Sets a new password by the token of the mail, and ends every session. */
export async function resetPassword({ deps }: Context, { token, password }: Given<typeof contract.resetPassword>) {
  await inOurWords(deps.auth.api.resetPassword({ body: { token, newPassword: password } }));
}

/** Marks an address as proven, or takes the next step of changing it. */
export async function verifyAddress({ deps, headers }: Context, query: Given<typeof contract.verifyAddress>) {
  await inOurWords(deps.auth.api.verifyEmail({ query, headers }));
}

export async function resendVerification(context: Context) {
  const { deps, headers } = context;
  await inOurWords(deps.auth.api.sendVerificationEmail({ body: { email: personOf(context).email }, headers }));
}

/** Changes how a person is called, and in which zone they read times. */
export async function updateMe(context: Context, changes: Given<typeof contract.updateMe>) {
  const { userId, workspaceId } = personOf(context);
  await context.deps.system.user.update({ where: { id: userId }, data: changes });
  if (workspaceId) await context.inWorkspace((tx) => noteEvents(tx, [{ type: 'member.changed', subjectId: userId }]));
}

/** Changes a password, ends the other sessions, and goes on with a new one. */
export async function changePassword(
  { deps, headers, setCookies }: Context,
  { password, newPassword }: Given<typeof contract.changePassword>,
) {
  const body = { currentPassword: password, newPassword, revokeOtherSessions: true };
  const { headers: answer } = await inOurWords(deps.auth.api.changePassword({ body, headers, returnHeaders: true }));
  setCookies(answer.getSetCookie());
}

/** Asks the old address to confirm the new one; an address that was never verified is asked nothing. */
export async function changeAddress(context: Context, { email, password }: Given<typeof contract.changeAddress>) {
  const { deps, headers } = context;
  if (email === personOf(context).email)
    throw new Refusal('already-exists', `${email} is your address already. Give another one.`, 'email');
  await inOurWords(deps.auth.api.verifyPassword({ body: { password }, headers }));
  await inOurWords(deps.auth.api.changeEmail({ body: { newEmail: email }, headers }));
}
