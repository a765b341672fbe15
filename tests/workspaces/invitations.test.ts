import { expect, test } from 'vitest';
import { tellWorkflows } from '../../prisma/outbox.ts';
import { type InvitationId, idOf } from '../../workflows/ids.ts';
import { invitationToken } from '../../workflows/workspaces/invitation-token.calc.ts';
import { invitationMailStart } from '../../workflows/workspaces/messages.ts';
import { type TestApi, withApi } from '../helpers/api.ts';
import { eventually, withEngine } from '../helpers/engine.ts';
import { make } from '../helpers/make.ts';
import { mailTo, memberOf, tokenIn } from '../helpers/people.ts';

const linkOf = ({ deps }: TestApi, invitationId: InvitationId) => ({
  invitationId,
  token: invitationToken(deps.linkSecret, invitationId),
});

test('an invited person signs up, joins with the link of the mail, and is verified by it', () =>
  withApi(async (api) => {
    const owner = await api.signUp({ workspace: 'Northlight' });
    const email = 'bob@example.com';
    const { invitationId } = await owner.rpc.workspaces.invite({ email, role: 'manager' });
    const link = linkOf(api, invitationId);
    expect(await api.client({}).workspaces.readInvitation(link)).toEqual({
      workspaceName: 'Northlight',
      inviterName: 'Pat Person',
      email,
      role: 'manager',
      state: 'open',
      hasAccount: false,
    });
    const bob = await api.signUp({ email, workspace: null, isVerified: false });
    await bob.rpc.workspaces.acceptInvitation(link);
    expect(await bob.rpc.workspaces.getMe({})).toMatchObject({
      user: { isVerified: true },
      workspace: { id: owner.workspaceId, role: 'manager' },
    });
    expect(await bob.rpc.workspaces.acceptInvitation(link)).toEqual({});
    expect(await owner.rpc.workspaces.listInvitations({})).toMatchObject({ items: [] });
    expect(await api.client({}).workspaces.readInvitation(link)).toMatchObject({ state: 'accepted', hasAccount: true });
  }));

test('the invitation is told to the workflows in the transaction that makes it', () =>
  withApi(async (api) => {
    const owner = await api.signUp();
    const { invitationId } = await owner.rpc.workspaces.invite({ email: 'bob@example.com', role: 'rep' });
    const messages = await api.system.workflowMessage.findMany({ where: { name: 'invitationMail' } });
    expect(messages).toHaveLength(1);
    expect(messages[0]?.payload).toMatchObject({ input: { workspaceId: owner.workspaceId, invitationId } });
    expect(JSON.stringify(messages[0]?.payload)).not.toContain('bob@example.com');
  }));

test('the link without its token, with a wrong one, or of another invitation shows nothing', () =>
  withApi(async (api) => {
    const owner = await api.signUp();
    const { invitationId } = await owner.rpc.workspaces.invite({ email: 'bob@example.com' });
    const { invitationId: other } = await owner.rpc.workspaces.invite({ email: 'eve@example.com' });
    const bob = await api.signUp({ email: 'bob@example.com', workspace: null });
    const forged = { invitationId, token: linkOf(api, other).token };
    await expect(api.client({}).workspaces.readInvitation(forged)).rejects.toMatchObject({ status: 404 });
    await expect(bob.rpc.workspaces.acceptInvitation(forged)).rejects.toMatchObject({ status: 404 });
    await expect(bob.rpc.workspaces.acceptInvitation({ invitationId, token: 'x' })).rejects.toMatchObject({
      status: 404,
    });
  }));

test('an invitation is for the address it was sent to', () =>
  withApi(async (api) => {
    const owner = await api.signUp();
    const { invitationId } = await owner.rpc.workspaces.invite({ email: 'bob@example.com' });
    const eve = await api.signUp({ email: 'eve@example.com', workspace: null });
    await expect(eve.rpc.workspaces.acceptInvitation(linkOf(api, invitationId))).rejects.toMatchObject({
      code: 'forbidden',
      message: expect.stringContaining('is for bob@example.com, and you are signed in as eve@example.com'),
    });
  }));

test('an invitation that was taken back or is too old is not accepted, and is good again when it is sent again', () =>
  withApi(async (api) => {
    const owner = await api.signUp();
    const { workspaces } = owner.rpc;
    const bob = await api.signUp({ email: 'bob@example.com', workspace: null });
    const { invitationId: first } = await workspaces.invite({ email: bob.email });
    await workspaces.cancelInvitation({ invitationId: first });
    await expect(bob.rpc.workspaces.acceptInvitation(linkOf(api, first))).rejects.toMatchObject({ code: 'ended' });
    await expect(workspaces.resendInvitation({ invitationId: first })).rejects.toMatchObject({ code: 'ended' });

    const { invitationId } = await workspaces.invite({ email: bob.email });
    await api.system.invitation.update({ where: { id: invitationId }, data: { expiresAt: new Date(Date.now() - 1) } });
    await expect(bob.rpc.workspaces.acceptInvitation(linkOf(api, invitationId))).rejects.toMatchObject({
      code: 'ended',
      message: expect.stringContaining('is older than seven days'),
    });
    expect(await workspaces.listInvitations({})).toMatchObject({ items: [{ isExpired: true }] });
    await workspaces.resendInvitation({ invitationId });
    await bob.rpc.workspaces.acceptInvitation(linkOf(api, invitationId));
    expect((await workspaces.listMembers({})).items).toHaveLength(2);
  }));

test('a removed member is not let back in by an old link, but by a new invitation', () =>
  withApi(async (api) => {
    const owner = await api.signUp();
    const bob = await api.signUp({ email: 'bob@example.com', workspace: null });
    const { invitationId: old } = await owner.rpc.workspaces.invite({ email: bob.email, role: 'admin' });
    await bob.rpc.workspaces.acceptInvitation(linkOf(api, old));
    await owner.rpc.workspaces.removeMember({ userId: bob.userId });
    await expect(bob.rpc.workspaces.acceptInvitation(linkOf(api, old))).rejects.toMatchObject({ code: 'ended' });
    const { invitationId } = await owner.rpc.workspaces.invite({ email: bob.email, role: 'viewer' });
    await bob.rpc.workspaces.acceptInvitation(linkOf(api, invitationId));
    expect((await bob.rpc.workspaces.getMe({})).workspace).toMatchObject({ role: 'viewer' });
  }));

test('an owner who comes by an invitation stays the owner', () =>
  withApi(async (api) => {
    const owner = await api.signUp();
    const { invitationId } = await owner.rpc.workspaces.invite({ email: 'second@example.com', role: 'viewer' });
    await api.system.user.update({ where: { id: owner.userId }, data: { email: 'second@example.com' } });
    await owner.rpc.workspaces.acceptInvitation(linkOf(api, invitationId));
    expect((await owner.rpc.workspaces.getMe({})).workspace).toMatchObject({ role: 'owner' });
  }));

test('who is a member or invited already is not invited again', () =>
  withApi(async (api) => {
    const owner = await api.signUp();
    const rep = await memberOf(api, owner, 'rep');
    await expect(owner.rpc.workspaces.invite({ email: rep.email })).rejects.toMatchObject({
      code: 'already-exists',
      field: 'email',
    });
    await owner.rpc.workspaces.invite({ email: 'bob@example.com' });
    await expect(owner.rpc.workspaces.invite({ email: 'BOB@example.com' })).rejects.toMatchObject({
      code: 'already-exists',
    });
  }));

test('an unverified person invites nobody', () =>
  withApi(async (api) => {
    const owner = await api.signUp({ isVerified: false });
    await expect(owner.rpc.workspaces.invite({ email: 'bob@example.com' })).rejects.toMatchObject({
      code: 'unverified',
      status: 403,
    });
  }));

test('open invitations take a seat, also when they are sent at the same time', () =>
  withApi(async (api) => {
    const owner = await api.signUp();
    await api.system.workspace.update({ where: { id: owner.workspaceId }, data: { plan: 'professional' } });
    const outcomes = await Promise.allSettled(
      ['a', 'b', 'c', 'd'].map((name) => owner.rpc.workspaces.invite({ email: `${name}@example.com` })),
    );
    const refused = outcomes.filter(({ status }) => status === 'rejected');
    expect(refused).toHaveLength(2);
    expect(refused[0]).toMatchObject({
      reason: { code: 'plan-limit', status: 402, message: expect.stringContaining('professional has 3 seats') },
    });
    expect(await owner.rpc.workspaces.readWorkspace({})).toMatchObject({ seatsTaken: 3, limits: { members: 3 } });
  }));

test('the workflow mails the invitation with a link that works, and not one that was taken back', () =>
  withEngine(async (engine) => {
    const { workspaceId, userId: inviterId } = await make.workspace(engine, { name: 'Northlight' });
    const expiresAt = new Date(Date.now() + 1_000_000);
    const invite = (email: string, status: string) =>
      engine.db.withWorkspace(workspaceId, async (tx) => {
        const { id } = await tx.invitation.create({
          data: { workspaceId, email, role: 'rep', inviterId, expiresAt, status },
        });
        const invitationId = idOf<InvitationId>(id);
        await tellWorkflows(tx, [invitationMailStart({ workspaceId, invitationId, expiresAt: expiresAt.getTime() })]);
        return invitationId;
      });
    const canceled = await invite('eve@example.com', 'canceled');
    const open = await invite('bob@example.com', 'pending');
    const mail = await mailTo(engine, 'bob@example.com', /invites you to Northlight/);
    expect(tokenIn(mail)).toBe(invitationToken(engine.deps.linkSecret, open));
    const handle = engine.client.workflow.getHandle(`invitation/${canceled}/${expiresAt.getTime()}`);
    await eventually(async () => (await handle.describe()).status.name === 'COMPLETED');
    expect(await engine.system.systemMail.count()).toBe(1);
  }));
