import { done } from '../http/done.ts';
import { api } from '../http/implement.ts';
import { clearSandbox } from './commands.ts';
import { playRecipient } from './play.ts';
import { getMessage, listMessages } from './queries.ts';
import { listSystemMails } from './system-mails.ts';

const { sandbox } = api;

/** The endpoints of the sandbox. */
export const sandboxRoutes = {
  listSandboxMessages: sandbox.listSandboxMessages.handler(({ context, input }) => listMessages(context, input)),
  getSandboxMessage: sandbox.getSandboxMessage.handler(({ context, input }) => getMessage(context, input)),
  playRecipient: sandbox.playRecipient.handler(({ context, input }) => playRecipient(context, input)),
  clearSandbox: sandbox.clearSandbox.handler(done(clearSandbox)),
  listSystemMails: sandbox.listSystemMails.handler(({ context, input }) => listSystemMails(context, input)),
};
