import type { Sorted } from './bounce.calc.ts';
import { recipientOf } from './report.calc.ts';
import type { MailFacts } from './rules.ts';

type Fields = Record<string, unknown>;

const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const fieldsIn = (value: unknown, name: string): Fields | null => {
  const inner = isFields(value) ? value[name] : null;
  return isFields(inner) ? inner : null;
};
const listIn = (value: unknown, name: string): unknown[] => {
  const inner = isFields(value) ? value[name] : null;
  return Array.isArray(inner) ? inner.slice(0, 500) : [];
};
const textIn = (value: unknown, name: string): string | null => {
  const inner = isFields(value) ? value[name] : null;
  return typeof inner === 'string' ? inner : null;
};

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null; // what looks like JSON and is none is a mail like others
  }
}

/** The notification in a mail of Amazon SNS, plain or in its envelope; a footer may follow it. */
function notificationIn(text: string): Fields | null {
  const body = text.trimStart();
  if (!body.startsWith('{')) return null;
  const json = body.slice(0, body.lastIndexOf('}') + 1);
  const outer = jsonOf(json) ?? jsonOf(json.replaceAll(/\r?\n ?/g, '')); // long lines come folded
  const message = textIn(outer, 'Message');
  const notification = message === null ? outer : jsonOf(message);
  return isFields(notification) ? notification : null;
}

/** What Amazon SES says of a mail when it writes JSON instead of a report. */
export function readProviderNotice({ text }: MailFacts): (Sorted & { messageId: string | null }) | null {
  const notification = notificationIn(text.slice(0, 500_000));
  const kind = textIn(notification, 'notificationType') ?? textIn(notification, 'eventType');
  const messageId = textIn(fieldsIn(fieldsIn(notification, 'mail'), 'commonHeaders'), 'messageId');
  if (kind === 'Delivery') return { kind: 'delivered', rule: 'ses-delivery', confidence: 1, recipients: [], messageId };
  if (kind === 'Complaint')
    return { kind: 'complaint', rule: 'ses-complaint', confidence: 1, recipients: [], messageId };
  if (kind !== 'Bounce') return null;
  const recipients = listIn(fieldsIn(notification, 'bounce'), 'bouncedRecipients').map((row) =>
    recipientOf({
      address: textIn(row, 'emailAddress')?.toLowerCase() ?? null,
      action: textIn(row, 'action'),
      status: textIn(row, 'status'),
      diagnostic: (textIn(row, 'diagnosticCode') ?? '').replace(/^smtp;\s*/i, ''),
      notice: '',
      isVerbatim: true,
    }),
  );
  return { kind: 'bounce', rule: 'ses-bounce', confidence: 1, recipients, messageId };
}
