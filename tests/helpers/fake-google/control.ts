import { Failure } from './failure.ts';
import type { Fault } from './faults.ts';
import type { World } from './state.ts';

type Controlled = {
  world: World;
  calls: Record<string, number>;
  breaches: string[];
  quota: { refused: number };
  app: object;
  grant: (email: string, scopes?: string[]) => object;
  receive: (mail: { to: string; raw: string }) => string;
  revoke: (email: string) => void;
  fault: (fault: Fault) => void;
  clearFaults: () => void;
  push: { to: (address: string | null) => void };
};

/** What another process may ask of a Google that runs by itself: the counts, and what a test does by hand. */
export function control(google: Controlled, name: string, text: string): unknown {
  const input = text === '' ? {} : JSON.parse(text);
  const { world, calls, breaches, quota } = google;
  switch (name) {
    case 'counts': {
      const drafts = [...world.accounts.values()].reduce((sum, account) => sum + account.drafts.size, 0);
      return { deliveries: world.deliveries.length, drafts, calls, breaches, refusedForQuota: quota.refused };
    }
    case 'deliveries':
      return world.deliveries;
    case 'app':
      return google.app;
    case 'grant':
      return google.grant(input.email, input.scopes);
    case 'receive':
      return { id: google.receive(input) };
    case 'revoke':
      google.revoke(input.email);
      return {};
    case 'fault':
      google.fault(input);
      return {};
    case 'clear-faults':
      google.clearFaults();
      return {};
    case 'push-to':
      google.push.to(input.url);
      return {};
    default:
      throw new Failure(404, 'notFound', `There is no control called ${name}.`);
  }
}
