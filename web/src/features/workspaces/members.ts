import { grantableRoles, type Role } from '../../../../workflows/workspaces/rules.ts';
import type { Outputs } from '../../lib/client.ts';

export type Member = Outputs['workspaces']['listMembers']['items'][number];
export type Invitation = Outputs['workspaces']['listInvitations']['items'][number];
export type GivenRole = Exclude<Role, 'owner'>;

/** The roles that somebody with this role can give, the highest first. */
export const rolesToGive = (role: Role | undefined): GivenRole[] =>
  (role ? grantableRoles(role) : []).filter((each) => each !== 'owner').toReversed();
