/** What a person may do in a workspace, from the least to the most. */
export const ROLES = ['viewer', 'rep', 'manager', 'admin', 'owner'] as const;
export type Role = (typeof ROLES)[number];

/** Whether a role may do what at least `needed` may. */
export const mayAct = (role: Role, needed: Role): boolean => ROLES.indexOf(role) >= ROLES.indexOf(needed);

/** The lesser of two roles: an API key never does more than its maker may now. */
export const lesserRole = (one: Role, other: Role): Role => (mayAct(one, other) ? other : one);

/** The roles that a person with this role may give to others. Ownership is transferred, never given. */
export const grantableRoles = (role: Role): Role[] =>
  ROLES.filter((other) => other !== 'owner' && mayAct(role, 'admin') && mayAct(role, other));

/** Whether a person may change the role of another, or remove them: nobody touches the owner or somebody above. */
export const mayManage = (actor: Role, other: Role): boolean =>
  mayAct(actor, 'admin') && other !== 'owner' && mayAct(actor, other);

/** What can be done to a member, themselves included. */
export type MemberChange =
  | { kind: 'role'; role: Role }
  | { kind: 'suspend' }
  | { kind: 'restore' }
  | { kind: 'remove' }
  | { kind: 'leave' }
  | { kind: 'make-owner' };

/** Why a change to a member is refused. */
export type MemberProblem = 'owner-stays' | 'not-yours' | 'not-oneself' | 'role-not-grantable' | 'owner-only';

/** Whether one member may do this to another; null when they may. */
export function memberProblem(
  actor: { role: Role; isThemselves: boolean },
  other: Role,
  change: MemberChange,
): MemberProblem | null {
  if (change.kind === 'leave') return other === 'owner' ? 'owner-stays' : null;
  if (change.kind === 'make-owner') {
    if (actor.role !== 'owner') return 'owner-only';
    return actor.isThemselves ? 'not-oneself' : null;
  }
  if (other === 'owner') return 'owner-stays';
  if (!mayManage(actor.role, other)) return 'not-yours';
  if (change.kind === 'role') return grantableRoles(actor.role).includes(change.role) ? null : 'role-not-grantable';
  return actor.isThemselves ? 'not-oneself' : null;
}

export const PLAN_NAMES = ['free', 'starter', 'professional', 'business', 'enterprise'] as const;
export type PlanName = (typeof PLAN_NAMES)[number];

/** What a workspace may have; null is without a limit. */
export type PlanLimits = {
  members: number | null;
  monthlyEmails: number | null;
  historyDays: number | null;
  hasApi: boolean;
};

/** What each plan allows. A workspace's own `features` override single limits. */
export const PLANS: Record<PlanName, PlanLimits> = {
  free: { members: 1, monthlyEmails: 200, historyDays: 30, hasApi: false },
  starter: { members: 1, monthlyEmails: 1_000, historyDays: 90, hasApi: false },
  professional: { members: 3, monthlyEmails: null, historyDays: null, hasApi: false },
  business: { members: 4, monthlyEmails: null, historyDays: null, hasApi: true },
  enterprise: { members: null, monthlyEmails: null, historyDays: null, hasApi: true },
};

/** With what a new workspace begins: everything of business, so that nothing is in the way while one looks. */
export const TRIAL = { plan: 'business', days: 30 } as const;

export type Subscription = {
  plan: PlanName;
  status: 'trial' | 'active' | 'suspended';
  trialEndsAt: number | null;
  features: Partial<PlanLimits>;
};

/** What a workspace may have now. A trial that is over leaves what the free plan allows. */
export function limitsOf({ plan, status, trialEndsAt, features }: Subscription, now: number): PlanLimits {
  const isOver = status === 'trial' && trialEndsAt !== null && trialEndsAt <= now;
  return { ...PLANS[isOver ? 'free' : plan], ...features };
}

/** Whether one more fits. */
export const hasRoom = (limit: number | null, used: number): boolean => limit === null || used < limit;
