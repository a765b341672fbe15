import * as live from './live.ts';
import * as tasks from './tasks.ts';
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
  live: endpoints(live),
  tasks: endpoints(tasks),
  workspaces: endpoints(workspaces),
};
