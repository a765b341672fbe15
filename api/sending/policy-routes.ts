import { done } from '../http/done.ts';
import { api } from '../http/implement.ts';
import { readPolicy, updatePolicy } from './policy.ts';

/** The endpoints of the sending policy. */
export const sendingPolicyRoutes = {
  readPolicy: api.sendingPolicy.readPolicy.handler(({ context }) => readPolicy(context)),
  updatePolicy: api.sendingPolicy.updatePolicy.handler(done(updatePolicy)),
};
