/** A UUID that knows what it names: a swapped pair does not compile. */
export type Id<Name extends string> = string & { readonly names: Name };

export type UserId = Id<'user'>;
export type WorkspaceId = Id<'workspace'>;
export type InvitationId = Id<'invitation'>;
export type ApiKeyId = Id<'api-key'>;
export type ContactId = Id<'contact'>;
export type TagId = Id<'tag'>;
export type ListId = Id<'list'>;
export type CustomFieldId = Id<'custom-field'>;
export type SavedViewId = Id<'saved-view'>;
export type SuppressionId = Id<'suppression'>;
export type ImportId = Id<'import'>;
export type MailboxId = Id<'mailbox'>;
export type MessageId = Id<'message'>;
export type MailCorrectionId = Id<'mail-correction'>;
export type OutboundEmailId = Id<'outbound-email'>;
export type SandboxMessageId = Id<'sandbox-message'>;
export type SequenceId = Id<'sequence'>;
export type StepId = Id<'step'>;
export type VariantId = Id<'variant'>;
export type EnrollmentId = Id<'enrollment'>;
export type EnrollmentBatchId = Id<'enrollment-batch'>;
export type TaskId = Id<'task'>;

/** Reads an id that the database gave back as text. */
export const idOf = <T extends Id<string>>(text: string) => text as T;
