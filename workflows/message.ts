/** The search attributes that every workflow of ours is registered with, where it has them. */
export type Attributes = {
  WorkspaceId: string;
  SequenceId?: string;
  ContactId?: string;
  MailboxId?: string;
  RunState?: string;
};

/** A workflow to start, as data: ids only, for it is stored in the database and in Temporal's history. */
export type WorkflowStart = {
  kind: 'start';
  /** The workflow's function name. */
  name: string;
  workflowId: string;
  /** What this run is about: tells it from an earlier run of the same id. */
  subjectId: string;
  input: unknown;
  attributes: Attributes;
  /** One line of words for the list in the Temporal UI. */
  summary: string;
  /** Under which key Temporal shares its attention out fairly: the workspace. */
  fairnessKey: string;
};

/** A fact for a running workflow; one that has ended, or never began, does not miss it. */
export type WorkflowSignal = { kind: 'signal'; name: string; workflowId: string; input?: unknown };
