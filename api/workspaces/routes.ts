import { done } from '../http/done.ts';
import { partsOf } from '../http/health.ts';
import { api } from '../http/implement.ts';
import { createApiKey, revokeApiKey } from './api-keys.ts';
import { listAudit } from './audit.ts';
import { createWorkspace, switchWorkspace, updateWorkspace } from './commands.ts';
import { cancelInvitation, invite, resendInvitation } from './invitations.ts';
import { acceptInvitation, readInvitation } from './joining.ts';
import {
  changeRole,
  leaveWorkspace,
  removeMember,
  restoreMember,
  suspendMember,
  transferOwnership,
} from './members.ts';
import { listApiKeys, listInvitations, listMembers } from './people-queries.ts';
import { getMe, readWorkspace } from './queries.ts';

const { workspaces } = api;

/** The endpoints of workspaces, their people and their keys. */
export const workspaceRoutes = {
  getMe: workspaces.getMe.handler(({ context }) => getMe(context)),
  getStatus: workspaces.getStatus.handler(({ context }) => partsOf(context.deps)),
  createWorkspace: workspaces.createWorkspace.handler(({ context, input }) => createWorkspace(context, input)),
  switchWorkspace: workspaces.switchWorkspace.handler(done(switchWorkspace)),
  readWorkspace: workspaces.readWorkspace.handler(({ context }) => readWorkspace(context)),
  updateWorkspace: workspaces.updateWorkspace.handler(done(updateWorkspace)),
  listAudit: workspaces.listAudit.handler(({ context, input }) => listAudit(context, input)),

  listMembers: workspaces.listMembers.handler(({ context, input }) => listMembers(context, input)),
  changeRole: workspaces.changeRole.handler(done(changeRole)),
  suspendMember: workspaces.suspendMember.handler(done(suspendMember)),
  restoreMember: workspaces.restoreMember.handler(done(restoreMember)),
  removeMember: workspaces.removeMember.handler(done(removeMember)),
  leaveWorkspace: workspaces.leaveWorkspace.handler(done(leaveWorkspace)),
  transferOwnership: workspaces.transferOwnership.handler(done(transferOwnership)),

  listInvitations: workspaces.listInvitations.handler(({ context, input }) => listInvitations(context, input)),
  invite: workspaces.invite.handler(({ context, input }) => invite(context, input)),
  resendInvitation: workspaces.resendInvitation.handler(done(resendInvitation)),
  cancelInvitation: workspaces.cancelInvitation.handler(done(cancelInvitation)),
  readInvitation: workspaces.readInvitation.handler(({ context, input }) => readInvitation(context, input)),
  acceptInvitation: workspaces.acceptInvitation.handler(done(acceptInvitation)),

  listApiKeys: workspaces.listApiKeys.handler(({ context, input }) => listApiKeys(context, input)),
  createApiKey: workspaces.createApiKey.handler(({ context, input }) => createApiKey(context, input)),
  revokeApiKey: workspaces.revokeApiKey.handler(done(revokeApiKey)),
};
