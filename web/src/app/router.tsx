import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { ApiProblem, client } from '../lib/client.ts';
import { queryClient } from './providers.tsx';
import { NotFound, RouteError } from './route-states.tsx';
import { SettingsFrame } from './settings-frame.tsx';
import { Shell } from './shell.tsx';

const root = createRootRouteWithContext<{ queries: QueryClient }>()({ component: Outlet, notFoundComponent: NotFound });

/** Pages of the product: they need a person and a workspace. Who is not signed in comes back here afterwards. */
const inside = createRoute({
  getParentRoute: () => root,
  id: 'inside',
  component: Shell,
  errorComponent: RouteError,
  beforeLoad: async ({ context, location }) => {
    const me = await context.queries.ensureQueryData(client.workspaces.getMe.queryOptions()).catch((error: unknown) => {
      if (error instanceof ApiProblem && error.status === 401)
        throw redirect({ to: '/sign-in', search: { next: location.href } });
      throw error;
    });
    if (!me.workspace) throw redirect({ to: '/welcome' });
    return { me };
  },
});

const page = <Path extends string>(path: Path, load: () => Promise<Record<string, unknown>>, name: string) =>
  createRoute({
    getParentRoute: () => inside,
    path,
    component: lazyRouteComponent(load as () => Promise<Record<string, () => React.ReactNode>>, name),
    errorComponent: RouteError,
  });
const outsidePage = <Path extends string>(path: Path, load: () => Promise<Record<string, unknown>>, name: string) =>
  createRoute({
    getParentRoute: () => root,
    path,
    component: lazyRouteComponent(load as () => Promise<Record<string, () => React.ReactNode>>, name),
    errorComponent: RouteError,
  });

const settings = createRoute({ getParentRoute: () => inside, path: '/settings', component: SettingsFrame });
const section = <Path extends string>(path: Path, load: () => Promise<Record<string, unknown>>, name: string) =>
  createRoute({
    getParentRoute: () => settings,
    path,
    component: lazyRouteComponent(load as () => Promise<Record<string, () => React.ReactNode>>, name),
    errorComponent: RouteError,
  });
const firstSection = createRoute({
  getParentRoute: () => settings,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/settings/workspace', replace: true });
  },
});

const routes = root.addChildren([
  outsidePage('/sign-in', () => import('../features/workspaces/sign-in-page.tsx'), 'SignInPage'),
  outsidePage('/sign-up', () => import('../features/workspaces/sign-up-page.tsx'), 'SignUpPage'),
  outsidePage(
    '/forgot-password',
    () => import('../features/workspaces/forgot-password-page.tsx'),
    'ForgotPasswordPage',
  ),
  outsidePage('/reset-password', () => import('../features/workspaces/reset-password-page.tsx'), 'ResetPasswordPage'),
  outsidePage('/verify-address', () => import('../features/workspaces/verify-address-page.tsx'), 'VerifyAddressPage'),
  outsidePage(
    '/invitations/$invitationId',
    () => import('../features/workspaces/invitation-page.tsx'),
    'InvitationPage',
  ),
  outsidePage('/welcome', () => import('../features/workspaces/welcome-page.tsx'), 'WelcomePage'),
  outsidePage('/system-mail', () => import('../features/sandbox/system-mail-page.tsx'), 'SystemMailPage'),
  inside.addChildren([
    page('/', () => import('../features/home/home-page.tsx'), 'HomePage'),
    page('/contacts', () => import('../features/contacts/contacts-page.tsx'), 'ContactsPage'),
    page('/contacts/$contactId', () => import('../features/contacts/contact-page.tsx'), 'ContactPage'),
    page('/imports', () => import('../features/imports/imports-page.tsx'), 'ImportsPage'),
    page('/imports/$importId', () => import('../features/imports/import-page.tsx'), 'ImportPage'),
    page('/suppressions', () => import('../features/suppressions/suppressions-page.tsx'), 'SuppressionsPage'),
    page('/sequences', () => import('../features/sequences/sequences-page.tsx'), 'SequencesPage'),
    page('/sequences/$sequenceId', () => import('../features/sequences/sequence-page.tsx'), 'SequencePage'),
    page('/enrollments/$enrollmentId', () => import('../features/sequences/enrollment-page.tsx'), 'EnrollmentPage'),
    page('/mailboxes', () => import('../features/mailboxes/mailboxes-page.tsx'), 'MailboxesPage'),
    page('/mailboxes/$mailboxId', () => import('../features/mailboxes/mailbox-page.tsx'), 'MailboxPage'),
    page('/sandbox', () => import('../features/sandbox/sandbox-page.tsx'), 'SandboxPage'),
    page('/uncertain', () => import('../features/ledger/uncertain-page.tsx'), 'UncertainPage'),
    page('/replies', () => import('../features/replies/replies-page.tsx'), 'RepliesPage'),
    page('/tasks', () => import('../features/tasks/tasks-page.tsx'), 'TasksPage'),
    settings.addChildren([
      firstSection,
      section('/workspace', () => import('../features/workspaces/workspace-page.tsx'), 'WorkspacePage'),
      section('/members', () => import('../features/workspaces/members-page.tsx'), 'MembersPage'),
      section('/sending-policy', () => import('../features/workspaces/sending-policy-page.tsx'), 'SendingPolicyPage'),
      section(
        '/custom-fields',
        () => import('../features/contacts/custom-fields-settings.tsx'),
        'CustomFieldsSettings',
      ),
      section('/api-keys', () => import('../features/workspaces/api-keys-page.tsx'), 'ApiKeysPage'),
      section('/audit', () => import('../features/workspaces/audit-page.tsx'), 'AuditPage'),
      section('/profile', () => import('../features/workspaces/profile-page.tsx'), 'ProfilePage'),
    ]),
  ]),
]);

export const router = createRouter({
  routeTree: routes,
  context: { queries: queryClient },
  defaultPreload: 'intent',
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
