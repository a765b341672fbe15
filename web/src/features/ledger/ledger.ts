import type { MailDecision } from '../../../../workflows/sending/uncertain.calc.ts';
import type { Outputs } from '../../lib/client.ts';

export type UncertainMail = Outputs['ledger']['listUncertain']['items'][number];

/** What a person may decide, as its buttons say it. */
export const DECISIONS: { decision: MailDecision; label: string; hint: string }[] = [
  { decision: 'arrived', label: 'It arrived', hint: 'It counts as sent, and the sequence goes on.' },
  { decision: 'again', label: 'Send again', hint: 'It is sent once more. Whoever got the first one gets it twice.' },
  { decision: 'drop', label: 'Drop', hint: 'It is left out, and the sequence goes on.' },
];

export const mails = (count: number) => (count === 1 ? '1 mail' : `${count} mails`);
