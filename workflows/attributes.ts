import { defineSearchAttributeKey } from '@temporalio/common';

/** The search attributes of every workflow of ours, registered before the first one starts. */
export const attributeKeys = {
  WorkspaceId: defineSearchAttributeKey('WorkspaceId', 'KEYWORD'),
  SequenceId: defineSearchAttributeKey('SequenceId', 'KEYWORD'),
  ContactId: defineSearchAttributeKey('ContactId', 'KEYWORD'),
  MailboxId: defineSearchAttributeKey('MailboxId', 'KEYWORD'),
  RunState: defineSearchAttributeKey('RunState', 'KEYWORD'),
};

export const runState = attributeKeys.RunState;
