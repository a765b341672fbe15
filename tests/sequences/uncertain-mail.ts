import type { Tx } from '../../prisma/db.ts';
import { idOf, type OutboundEmailId } from '../../workflows/ids.ts';
import { make } from '../helpers/make.ts';
import type { Scene } from './enrolling-scene.ts';

/** Somebody whose second mail is of unknown outcome. */
export async function uncertain(
  tx: Tx,
  { person, sequenceId, mailboxId }: Scene,
  state: 'uncertain' | 'failed' = 'uncertain',
) {
  const steps = await tx.sequenceStep.findMany({ where: { sequenceId }, orderBy: { position: 'asc' } });
  const contactId = await make.contact(tx, person);
  const enrollmentId = await make.enrollment(tx, person, {
    ...{ sequenceId, mailboxId, contactId, currentStep: 1, nextStepId: steps[1]?.id, nextKind: 'mail' },
    ...{ holdCode: state === 'failed' ? 'send-failed' : 'uncertain', workflowId: 'w' },
    attention: { code: 'uncertain', sentence: 'Decide.' },
  });
  const row = {
    workspaceId: person.workspaceId,
    kind: 'sequence' as const,
    mailboxId,
    sequenceId,
    enrollmentId,
    contactId,
  };
  const at = { dueAt: new Date(1_000), handedOverAt: new Date(2_000), toAddress: 'ada@customer.example' };
  await tx.outboundEmail.create({
    data: {
      ...row,
      ...at,
      key: '1',
      stepId: steps[0]?.id,
      state: 'sent',
      sentAt: new Date(500),
      subject: 'Hello Ada',
    },
  });
  const mail = await tx.outboundEmail.create({
    data: {
      ...row,
      ...at,
      key: '2',
      stepId: steps[1]?.id,
      state,
      slotAt: new Date(1_500),
      slotDay: '1970-01-01',
      errorMessage: '554 no',
    },
  });
  return { enrollmentId, contactId, outboundEmailId: idOf<OutboundEmailId>(mail.id) };
}
