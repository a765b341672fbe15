import { z } from 'zod';
import type * as Ids from '../../workflows/ids.ts';

const id = <T extends Ids.Id<string>>(name: string) =>
  z.uuid(`must be the id of a ${name}, as 0193a1c0-0000-7000-8000-000000000000`) as unknown as z.ZodType<T, string>;

// The schemas of the ids in workflows/ids.ts, of the same names.
export const UserId = id<Ids.UserId>('user');
export const WorkspaceId = id<Ids.WorkspaceId>('workspace');
export const InvitationId = id<Ids.InvitationId>('invitation');
export const ApiKeyId = id<Ids.ApiKeyId>('API key');
export const ContactId = id<Ids.ContactId>('contact');
export const TagId = id<Ids.TagId>('tag');
export const ListId = id<Ids.ListId>('list');
export const CustomFieldId = id<Ids.CustomFieldId>('custom field');
export const SavedViewId = id<Ids.SavedViewId>('saved view');
export const SuppressionId = id<Ids.SuppressionId>('suppression');
export const ImportId = id<Ids.ImportId>('import');
export const MailboxId = id<Ids.MailboxId>('mailbox');
export const MessageId = id<Ids.MessageId>('message');
export const MailCorrectionId = id<Ids.MailCorrectionId>('correction');
export const OutboundEmailId = id<Ids.OutboundEmailId>('mail');
export const SandboxMessageId = id<Ids.SandboxMessageId>('sandbox mail');
export const SequenceId = id<Ids.SequenceId>('sequence');
export const StepId = id<Ids.StepId>('step');
export const VariantId = id<Ids.VariantId>('variant');
export const EnrollmentId = id<Ids.EnrollmentId>('enrollment');
export const EnrollmentBatchId = id<Ids.EnrollmentBatchId>('batch');
export const TaskId = id<Ids.TaskId>('task');
