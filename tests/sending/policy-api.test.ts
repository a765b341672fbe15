import { expect, test } from 'vitest';
import { DEFAULT_POLICY } from '../../workflows/sending/policy.calc.ts';
import { make } from '../helpers/make.ts';
import { memberOf } from '../helpers/people.ts';
import { messages, withScene } from '../sequences/enrolling-scene.ts';

test('a workspace that has said nothing has the defaults; what it changes holds, and is audited', () =>
  withScene(async ({ person, api }) => {
    const { readPolicy, updatePolicy } = person.rpc.sendingPolicy;
    expect(await readPolicy()).toEqual(DEFAULT_POLICY);
    await updatePolicy({ hoursBetween: 72, capMails: null });
    await updatePolicy({ hoursBetween: 72 });
    expect(await readPolicy()).toEqual({ ...DEFAULT_POLICY, hoursBetween: 72, capMails: null });
    const audited = await api.system.auditEntry.findMany({ where: { action: 'workspace.policy-changed' } });
    expect(audited).toMatchObject([
      { userId: person.userId, before: { hoursBetween: 0 }, after: { hoursBetween: 72, capMails: null } },
    ]);
  }));

test('only an admin changes the policy, and everybody may read it', () =>
  withScene(async ({ api, person }) => {
    const manager = await memberOf(api, person, 'manager');
    await expect(manager.rpc.sendingPolicy.updatePolicy({ capMails: 1 })).rejects.toMatchObject({ status: 403 });
    expect(await manager.rpc.sendingPolicy.readPolicy()).toEqual(DEFAULT_POLICY);
  }));

test.each([
  ['half a mail', { capMails: 0.5 }],
  ['no mail at all', { capMails: 0 }],
  ['a cap over more than a season', { capDays: 91 }],
  ['time that runs back', { hoursBetween: -1 }],
])('nonsense is refused: %s', (_, change) =>
  withScene(async ({ person }) => {
    await expect(person.rpc.sendingPolicy.updatePolicy(change)).rejects.toMatchObject({ status: 400 });
  }),
);

test('a changed policy has the mails that the old one kept back asked for anew, and no others', () =>
  withScene(async (scene) => {
    const { run, person, sequenceId, mailboxId } = scene;
    const { workspaceId } = person;
    const refuse = async (workflowId: string, rule: string, until: number) =>
      run(async (tx) => {
        const enrollmentId = await make.enrollment(tx, person, { sequenceId, mailboxId, workflowId });
        const row = { workspaceId, enrollmentId, outboundEmailId: enrollmentId, rule, sentence: 'No.' };
        await tx.sendRefusal.create({ data: { ...row, until: new Date(until) } });
      });
    await refuse('kept back', 'too-soon', Date.now() + 60_000);
    await refuse('long over', 'too-soon', Date.now() - 60_000);
    await refuse('for another reason', 'sender-paused', Date.now() + 60_000);
    await person.rpc.sendingPolicy.updatePolicy({ hoursBetween: 24 });
    expect(await messages(scene)).toMatchObject([{ workflowId: 'kept back', name: 'waitSkipped' }]);
  }));
