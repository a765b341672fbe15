import { describe, expect, test } from 'vitest';
import {
  grantableRoles,
  hasRoom,
  lesserRole,
  limitsOf,
  type MemberChange,
  mayAct,
  mayManage,
  memberProblem,
  PLANS,
  type Role,
  type Subscription,
} from '../../workflows/workspaces/rules.ts';

test.each<[Role, Role, boolean]>([
  ['viewer', 'viewer', true],
  ['viewer', 'rep', false],
  ['rep', 'rep', true],
  ['manager', 'rep', true],
  ['manager', 'admin', false],
  ['owner', 'admin', true],
])('%s may do what %s may: %s', (role, needed, may) => {
  expect(mayAct(role, needed)).toBe(may);
});

test.each<[Role, Role[]]>([
  ['viewer', []],
  ['rep', []],
  ['manager', []],
  ['admin', ['viewer', 'rep', 'manager', 'admin']],
  ['owner', ['viewer', 'rep', 'manager', 'admin']],
])('%s may give the roles %j, and never ownership', (role, roles) => {
  expect(grantableRoles(role)).toEqual(roles);
});

test.each<[Role, Role, boolean]>([
  ['manager', 'viewer', false],
  ['admin', 'rep', true],
  ['admin', 'admin', true],
  ['admin', 'owner', false],
  ['owner', 'admin', true],
  ['owner', 'owner', false],
])('%s manages %s: %s', (actor, other, may) => {
  expect(mayManage(actor, other)).toBe(may);
});

test.each<[Role, Role, Role]>([
  ['admin', 'rep', 'rep'],
  ['rep', 'admin', 'rep'],
  ['viewer', 'viewer', 'viewer'],
  ['owner', 'manager', 'manager'],
])('the lesser of %s and %s is %s', (one, other, lesser) => {
  expect(lesserRole(one, other)).toBe(lesser);
});

type Case = [actor: Role, isThemselves: boolean, other: Role, change: MemberChange, problem: string | null];

describe('who may do what to whom', () => {
  test.each<Case>([
    ['admin', false, 'rep', { kind: 'role', role: 'manager' }, null],
    ['admin', false, 'rep', { kind: 'role', role: 'admin' }, null],
    ['admin', false, 'rep', { kind: 'role', role: 'owner' }, 'role-not-grantable'],
    ['admin', true, 'admin', { kind: 'role', role: 'rep' }, null],
    ['admin', false, 'owner', { kind: 'role', role: 'rep' }, 'owner-stays'],
    ['owner', true, 'owner', { kind: 'role', role: 'admin' }, 'owner-stays'],
    ['manager', false, 'rep', { kind: 'role', role: 'viewer' }, 'not-yours'],
    ['admin', false, 'admin', { kind: 'suspend' }, null],
    ['admin', true, 'admin', { kind: 'suspend' }, 'not-oneself'],
    ['admin', false, 'owner', { kind: 'suspend' }, 'owner-stays'],
    ['manager', false, 'viewer', { kind: 'restore' }, 'not-yours'],
    ['owner', false, 'admin', { kind: 'remove' }, null],
    ['admin', true, 'admin', { kind: 'remove' }, 'not-oneself'],
    ['rep', false, 'viewer', { kind: 'remove' }, 'not-yours'],
    ['viewer', true, 'viewer', { kind: 'leave' }, null],
    ['owner', true, 'owner', { kind: 'leave' }, 'owner-stays'],
    ['owner', false, 'viewer', { kind: 'make-owner' }, null],
    ['owner', true, 'owner', { kind: 'make-owner' }, 'not-oneself'],
    ['admin', false, 'rep', { kind: 'make-owner' }, 'owner-only'],
  ])('%s (themselves: %s) to %s, %j: %s', (...[role, isThemselves, other, change, problem]) => {
    expect(memberProblem({ role, isThemselves }, other, change)).toBe(problem);
  });
});

const trial: Subscription = { plan: 'business', status: 'trial', trialEndsAt: 1_000, features: {} };

test('a trial has its plan until the instant it ends, and then what is free', () => {
  expect(limitsOf(trial, 999)).toEqual(PLANS.business);
  expect(limitsOf(trial, 1_000)).toEqual(PLANS.free);
});

test('a paid plan does not end with the trial before it', () => {
  expect(limitsOf({ ...trial, status: 'active' }, 2_000)).toEqual(PLANS.business);
});

test("a workspace's own features override single limits of its plan", () => {
  const limits = limitsOf({ ...trial, plan: 'professional', status: 'active', features: { hasApi: true } }, 0);
  expect(limits).toEqual({ ...PLANS.professional, hasApi: true });
});

test.each<[number | null, number, boolean]>([
  [3, 2, true],
  [3, 3, false],
  [3, 4, false],
  [null, 1_000_000, true],
])('a limit of %s with %s used has room: %s', (limit, used, room) => {
  expect(hasRoom(limit, used)).toBe(room);
});
