import { type Client, WorkflowExecutionAlreadyStartedError, WorkflowNotFoundError } from '@temporalio/client';
import { TypedSearchAttributes } from '@temporalio/common';
import { attributeKeys } from '../../../workflows/attributes.ts';
import type { Attributes, WorkflowSignal, WorkflowStart } from '../../../workflows/message.ts';

/** The queue of workflows and of quick activities. */
export const MAIN_QUEUE = 'main';

/** The attributes of a message, as Temporal wants them. */
export function typedAttributes(attributes: Attributes): TypedSearchAttributes {
  const pairs = Object.entries(attributes).map(([name, value]) => ({
    key: attributeKeys[name as keyof Attributes],
    value,
  }));
  return new TypedSearchAttributes(pairs);
}

/** Starts a workflow once. A run of the same id about another subject must close first: that is an error, and tried again. */
async function start(client: Client, message: WorkflowStart) {
  const { name, workflowId, subjectId, input, attributes, summary, fairnessKey } = message;
  try {
    await client.workflow.start(name, {
      workflowId,
      taskQueue: MAIN_QUEUE,
      args: [input],
      memo: { subjectId },
      typedSearchAttributes: typedAttributes(attributes),
      staticSummary: summary,
      workflowIdConflictPolicy: 'FAIL',
      workflowIdReusePolicy: 'ALLOW_DUPLICATE',
      priority: { fairnessKey },
    });
  } catch (error) {
    if (!(error instanceof WorkflowExecutionAlreadyStartedError)) throw error;
    const { memo } = await client.workflow.getHandle(workflowId).describe();
    if (memo?.subjectId !== subjectId)
      throw new Error(`${workflowId} still runs for ${String(memo?.subjectId)}.`, { cause: error });
  }
}

/** Delivers one message to Temporal. A signal for a workflow that has ended is not missed by anyone. */
export async function deliver(client: Client, message: WorkflowStart | WorkflowSignal): Promise<void> {
  if (message.kind === 'start') return start(client, message);
  try {
    await client.workflow
      .getHandle(message.workflowId)
      .signal(message.name, ...(message.input === undefined ? [] : [message.input]));
  } catch (error) {
    if (!(error instanceof WorkflowNotFoundError)) throw error;
  }
}
