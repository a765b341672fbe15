import { apiKey } from '@better-auth/api-key';
import { betterAuth } from 'better-auth';
import { prismaAdapter } from 'better-auth/adapters/prisma';
import { organization } from 'better-auth/plugins';
import { createAccessControl } from 'better-auth/plugins/access';
import { uuidv7 } from 'uuidv7';
import type { SystemMailer } from '../../activities/clients/system-mail.ts';
import type { SystemDatabase } from '../../prisma/db.ts';
import { ROLES } from '../../workflows/workspaces/rules.ts';

export type AuthOptions = { system: SystemDatabase; mailer: SystemMailer; publicUrl: string; secret: string };

/** Sessions, passwords and API keys. What a role may do is decided in workflows/workspaces/rules.ts, not here. */
const access = createAccessControl({
  organization: ['update'],
  member: ['create', 'update', 'delete'],
  invitation: ['create', 'cancel'],
  apiKey: ['create', 'read', 'update', 'delete'],
});
const everything = access.newRole({
  organization: ['update'],
  member: ['create', 'update', 'delete'],
  invitation: ['create', 'cancel'],
  apiKey: ['create', 'read', 'update', 'delete'],
});
const nothing = access.newRole({ organization: [], member: [], invitation: [], apiKey: [] });
const roles = Object.fromEntries(
  ROLES.map((role) => [role, role === 'owner' || role === 'admin' ? everything : nothing]),
);

const DAY_S = 86_400;

export type Auth = ReturnType<typeof createAuth>;

/** People and how they prove who they are, on better-auth, with its tables named as ours. */
export function createAuth({ system, mailer, publicUrl, secret }: AuthOptions) {
  return betterAuth({
    appName: 'Followthrough',
    baseURL: publicUrl,
    basePath: '/api/auth',
    secret,
    trustedOrigins: [publicUrl],
    database: prismaAdapter(system, { provider: 'postgresql' }),
    advanced: {
      database: { generateId: () => uuidv7() },
      cookiePrefix: 'followthrough',
      useSecureCookies: publicUrl.startsWith('https:'),
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax' },
    },
    rateLimit: { enabled: false }, // api/http/rate-limit.ts counts for all processes together
    session: { expiresIn: 30 * DAY_S, updateAge: DAY_S },
    verification: { storeIdentifier: 'hashed' },
    emailAndPassword: {
      enabled: true,
      minPasswordLength: 10,
      maxPasswordLength: 200,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: ({ user, url }) =>
        mailer.send({
          to: user.email,
          subject: 'Reset your password',
          heading: 'Reset your password',
          paragraph: `Somebody asked to reset the password of ${user.email}. If it was not you, ignore this mail. The link works once, for an hour.`,
          action: { label: 'Choose a new password', url },
        }),
    },
    emailVerification: {
      sendOnSignUp: true,
      autoSignInAfterVerification: true,
      sendVerificationEmail: ({ user, url }) =>
        mailer.send({
          to: user.email,
          subject: 'Verify your address',
          heading: `Welcome, ${user.name}`,
          paragraph: `Verify that ${user.email} is yours. The link works for an hour.`,
          action: { label: 'Verify my address', url },
        }),
    },
    user: {
      additionalFields: {
        timeZone: { type: 'string', required: false, defaultValue: 'UTC' },
        locale: { type: 'string', required: false, defaultValue: 'en' },
      },
    },
    databaseHooks: {
      session: {
        create: {
          before: async (session) => {
            const membership = await system.membership.findFirst({
              where: { userId: session.userId, status: 'active' },
              orderBy: { createdAt: 'asc' },
            });
            await system.user.update({
              where: { id: session.userId },
              data: { lastLoginAt: new Date(), loginCount: { increment: 1 } },
            });
            return { data: { ...session, activeOrganizationId: membership?.workspaceId ?? null } };
          },
        },
      },
    },
    plugins: [
      organization({
        ac: access,
        roles,
        creatorRole: 'owner',
        invitationExpiresIn: 7 * DAY_S,
        cancelPendingInvitationsOnReInvite: true,
        disableOrganizationDeletion: true,
        schema: {
          session: { fields: { activeOrganizationId: 'activeWorkspaceId' } },
          organization: { modelName: 'workspace' },
          member: { modelName: 'membership', fields: { organizationId: 'workspaceId' } },
          invitation: { fields: { organizationId: 'workspaceId' } },
        },
        sendInvitationEmail: ({ id, email, inviter, organization: workspace }) =>
          mailer.send({
            to: email,
            subject: `${inviter.user.name} invites you to ${workspace.name}`,
            heading: `Join ${workspace.name}`,
            paragraph: `${inviter.user.name} invites you to the workspace "${workspace.name}" on Followthrough. The invitation is good for seven days.`,
            action: { label: 'Accept the invitation', url: `${publicUrl}/invitations/${id}` },
          }),
      }),
      apiKey({
        defaultPrefix: 'ft_',
        references: 'organization',
        enableMetadata: true,
        rateLimit: { enabled: false },
        schema: { apikey: { modelName: 'apiKey', fields: { referenceId: 'workspaceId' } } },
      }),
    ],
  });
}
