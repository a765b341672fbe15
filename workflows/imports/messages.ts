import { defineSignal } from '@temporalio/workflow';
import type { ImportId, WorkspaceId } from '../ids.ts';
import type { WorkflowSignal, WorkflowStart } from '../message.ts';
import type { ImportKind } from './rules.ts';

/** A person does not want it any more. */
export const importCancelled = defineSignal('importCancelled');

export type ContactImportInput = { workspaceId: WorkspaceId; importId: ImportId; kind: ImportKind };

/** One check and one run of an import at a time: the ids say so. */
export const importWorkflowId = (importId: ImportId, kind: ImportKind) =>
  kind === 'run' ? `import/${importId}` : `import-check/${importId}`;

/** Starts the workflow that checks or runs an import. `attempt` tells this start from an earlier one of the same import. */
export function importStart(input: ContactImportInput & { attempt: string; title: string }): WorkflowStart {
  const { workspaceId, importId, kind, attempt, title } = input;
  return {
    kind: 'start',
    name: 'contactImport',
    workflowId: importWorkflowId(importId, kind),
    subjectId: attempt,
    input: { workspaceId, importId, kind } satisfies ContactImportInput,
    attributes: { WorkspaceId: workspaceId, RunState: 'active' },
    summary: title,
    fairnessKey: workspaceId,
  };
}

/** Facts for the workflow of an import, as messages of the outbox. */
export const tellImport = {
  cancelled: (importId: ImportId, kind: ImportKind): WorkflowSignal => ({
    kind: 'signal',
    workflowId: importWorkflowId(importId, kind),
    name: importCancelled.name,
  }),
};
