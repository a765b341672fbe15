/** What a person may do in a workspace, from the least to the most. */
export const ROLES = ['viewer', 'rep', 'manager', 'admin', 'owner'] as const;
export type Role = (typeof ROLES)[number];

/** Whether a role may do what at least `needed` may. */
export const mayAct = (role: Role, needed: Role): boolean => ROLES.indexOf(role) >= ROLES.indexOf(needed);

/** The roles that a person with this role may give to others. Ownership is transferred, never given. */
export const grantableRoles = (role: Role): Role[] =>
  ROLES.filter((other) => other !== 'owner' && mayAct(role, 'admin') && mayAct(role, other));

/** Whether a person may change the role of another, or remove them: nobody touches the owner or somebody above. */
export const mayManage = (actor: Role, other: Role): boolean =>
  mayAct(actor, 'admin') && other !== 'owner' && mayAct(actor, other);
