import { betterAuth } from 'better-auth';
import { prismaAdapter } from 'better-auth/adapters/prisma';
import { APIError } from 'better-auth/api';
import type { Logger } from 'pino';
import { uuidv7 } from 'uuidv7';
import type { SystemMailer } from '../../activities/clients/system-mail.ts';
import type { SystemDatabase } from '../../prisma/db.ts';
import { homeOf } from './home-workspace.ts';

export type AuthOptions = {
  system: SystemDatabase;
  mailer: SystemMailer;
  publicUrl: string;
  secret: string;
  log: Logger;
};

const DAY_S = 86_400;

export type Auth = ReturnType<typeof createAuth>;

/** The mails that prove an address; each link leads to a page of ours, for a scanner that opens links must prove nothing. */
const mails = ({ mailer, publicUrl }: AuthOptions) => ({
  reset: ({ user, token }: { user: { email: string }; token: string }) =>
    mailer.send({
      to: user.email,
      subject: 'Reset your password',
      heading: 'Reset your password',
      paragraph: `Somebody asked to reset the password of ${user.email}. If it was not you, ignore this mail. The link works once, for an hour.`,
      action: { label: 'Choose a new password', url: `${publicUrl}/reset-password?token=${token}` },
    }),
  verify: ({ user, token }: { user: { email: string; name: string }; token: string }) =>
    mailer.send({
      to: user.email,
      subject: 'Verify your address',
      heading: `Hello, ${user.name}`,
      paragraph: `Verify that ${user.email} is yours. If you did not ask for this, ignore this mail. The link works for an hour.`,
      action: { label: 'Verify my address', url: `${publicUrl}/verify-address?token=${token}` },
    }),
  change: ({ user, newEmail, token }: { user: { email: string }; newEmail: string; token: string }) =>
    mailer.send({
      to: user.email,
      subject: 'Change your mail address?',
      heading: 'Change your mail address?',
      paragraph: `Somebody signed in as ${user.email} asked to change the address to ${newEmail}. If it was not you, do not confirm, and change your password. The link works for an hour.`,
      action: { label: `Change to ${newEmail}`, url: `${publicUrl}/verify-address?token=${token}` },
    }),
});

/** What happens beside a new session: where it begins, and who may have none. */
const sessionHooks = (system: SystemDatabase) => ({
  create: {
    before: async (session: { userId: string }) => {
      const user = await system.user.findUniqueOrThrow({ where: { id: session.userId } });
      if (!user.isActive || user.deletedAt) throw new APIError('FORBIDDEN', { code: 'ACCOUNT_CLOSED' });
      await system.user.update({
        where: { id: user.id },
        data: { lastLoginAt: new Date(), loginCount: { increment: 1 } },
      });
      return { data: { ...session, activeWorkspaceId: await homeOf(system, user) } };
    },
  },
});

/** People and how they prove who they are, on better-auth, with its tables named as ours. Its own HTTP routes are not served: api/workspaces/account.ts calls it. */
export function createAuth(options: AuthOptions) {
  const { system, publicUrl, secret, log } = options;
  const mail = mails(options);
  return betterAuth({
    appName: 'Followthrough',
    baseURL: publicUrl,
    basePath: '/api/auth',
    secret,
    database: prismaAdapter(system, { provider: 'postgresql' }),
    advanced: {
      database: { generateId: () => uuidv7() },
      cookiePrefix: 'followthrough',
      useSecureCookies: publicUrl.startsWith('https:'),
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax' },
      // Mails leave behind the answer: its time must not tell whether an address is known.
      backgroundTasks: { handler: (task) => void task.catch((error: Error) => log.warn(error.message)) },
    },
    logger: { level: 'warn', log: (_level, message) => log.debug({ from: 'better-auth' }, message) },
    rateLimit: { enabled: false }, // api/http/rate-limit.ts counts for all processes together
    session: {
      expiresIn: 30 * DAY_S,
      updateAge: DAY_S,
      additionalFields: { activeWorkspaceId: { type: 'string', required: false, input: false } },
    },
    verification: { storeIdentifier: 'hashed' },
    emailAndPassword: {
      enabled: true,
      minPasswordLength: 10,
      maxPasswordLength: 200,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: mail.reset,
    },
    emailVerification: { sendOnSignUp: true, autoSignInAfterVerification: false, sendVerificationEmail: mail.verify },
    user: {
      changeEmail: { enabled: true, sendChangeEmailConfirmation: mail.change },
      additionalFields: {
        timeZone: { type: 'string', required: false, defaultValue: 'UTC' },
        locale: { type: 'string', required: false, defaultValue: 'en' },
      },
    },
    databaseHooks: { session: sessionHooks(system) },
  });
}
