import { done } from '../http/done.ts';
import { api } from '../http/implement.ts';
import { correctReply, markReply } from './commands.ts';
import { countReplies, listReplies } from './queries.ts';
import { downloadReply, getReply } from './reply.ts';

/** The endpoints of what came in. */
export const replyRoutes = {
  listReplies: api.replies.listReplies.handler(({ input, context }) => listReplies(context, input)),
  countReplies: api.replies.countReplies.handler(({ context }) => countReplies(context)),
  getReply: api.replies.getReply.handler(({ input, context }) => getReply(context, input)),
  downloadReply: api.replies.downloadReply.handler(({ input, context }) => downloadReply(context, input)),
  markReply: api.replies.markReply.handler(done(markReply)),
  correctReply: api.replies.correctReply.handler(({ input, context }) => correctReply(context, input)),
};
