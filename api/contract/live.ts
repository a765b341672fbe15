import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { oc } from './base.ts';

export const LiveEvent = z.object({
  type: z.string().meta({ description: 'What happened, as `mail.sent`.' }),
  subjectId: z.string(),
  payload: z.record(z.string(), z.unknown()),
});
export type LiveEvent = z.output<typeof LiveEvent>;

export const streamEvents = oc
  .route({
    method: 'GET',
    path: '/events',
    summary: 'What happens in the workspace, as it happens',
    description:
      'Server-sent events. Each has an id; a stream opened with `Last-Event-ID` goes on after it, for a day. Without one it starts now. The first event is always `stream.opened`, so that there is an id to resume from.',
    tags: ['Events'],
  })
  .output(eventIterator(LiveEvent));
