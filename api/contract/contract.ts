import * as account from './account.ts';
import * as apiKeys from './api-keys.ts';
import * as contacts from './contacts.ts';
import * as customFields from './custom-fields.ts';
import * as enrolling from './enrolling.ts';
import * as enrollments from './enrollments.ts';
import * as home from './home.ts';
import * as imports from './imports.ts';
import * as ledger from './ledger.ts';
import * as lists from './lists.ts';
import * as live from './live.ts';
import * as mailboxOAuth from './mailbox-oauth.ts';
import * as mailboxes from './mailboxes.ts';
import * as members from './members.ts';
import * as replies from './replies.ts';
import * as sandbox from './sandbox.ts';
import * as sendingPolicy from './sending-policy.ts';
import * as sequences from './sequences.ts';
import * as steps from './steps.ts';
import * as suppressions from './suppressions.ts';
import * as tags from './tags.ts';
import * as tasks from './tasks.ts';
import * as views from './views.ts';
import * as workspaces from './workspaces.ts';

type Endpoints<T> = { [K in keyof T as T[K] extends { '~orpc': { route: unknown } } ? K : never]: T[K] };

/** A contract file exports its schemas beside its endpoints; only the endpoints belong to the contract. */
function endpoints<T extends object>(feature: T): Endpoints<T> {
  return Object.fromEntries(
    Object.entries(feature).filter(([, value]) => typeof value === 'object' && value !== null && '~orpc' in value),
  ) as Endpoints<T>;
}

/** Everything that the product's API can do, by feature. */
export const contract = {
  contacts: endpoints(contacts),
  tags: endpoints(tags),
  lists: endpoints(lists),
  customFields: endpoints(customFields),
  views: endpoints(views),
  enrolling: endpoints(enrolling),
  enrollments: endpoints(enrollments),
  home: endpoints(home),
  imports: endpoints(imports),
  ledger: endpoints(ledger),
  live: endpoints(live),
  mailboxes: { ...endpoints(mailboxes), ...endpoints(mailboxOAuth) },
  replies: endpoints(replies),
  sandbox: endpoints(sandbox),
  sendingPolicy: endpoints(sendingPolicy),
  sequences: { ...endpoints(sequences), ...endpoints(steps) },
  suppressions: endpoints(suppressions),
  tasks: endpoints(tasks),
  account: endpoints(account),
  workspaces: { ...endpoints(workspaces), ...endpoints(members), ...endpoints(apiKeys) },
};
