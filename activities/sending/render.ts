import { idOf, type OutboundEmailId, type WorkspaceId } from '../../workflows/ids.ts';
import { type LinkUse, signLink } from '../../workflows/sending/link.calc.ts';
import { buildBody } from '../../workflows/sending/mail-body.calc.ts';
import { messageIdOf } from '../../workflows/sending/message-id.calc.ts';
import { type Rendered, renderTemplate, type TemplateScope } from '../../workflows/sending/template.calc.ts';
import type { OutgoingMail } from '../clients/mail-provider.ts';
import type { Deps } from '../deps.ts';

/** What a mail is made of, once it is known who gets it. */
export type MailPlan = {
  outboundEmailId: string;
  workspaceId: string;
  key: string;
  from: { name: string; address: string };
  to: { name: string; address: string };
  template: { subject: string; body: string; format: 'html' | 'text' };
  scope: TemplateScope;
  signature: string | null;
  footer: { postalAddress: string | null } | null;
  trackOpens: boolean;
  trackClicks: boolean;
  /** The mails of the thread that this one goes on, oldest first; the subject is then theirs. */
  thread: { subject: string; messageIds: string[] } | null;
  sentAt: number;
};

export type RenderedMail = { kind: 'mail'; mail: OutgoingMail; links: string[] };

/** A mail's own addresses on our side. */
function linksOf({ linkSecret, publicUrl }: Pick<Deps, 'linkSecret' | 'publicUrl'>, plan: MailPlan) {
  const ids = {
    workspaceId: idOf<WorkspaceId>(plan.workspaceId),
    outboundEmailId: idOf<OutboundEmailId>(plan.outboundEmailId),
  };
  return (path: string, use: LinkUse, position = 0) =>
    `${publicUrl}/${path}/${signLink(linkSecret, { ...ids, use, position })}`;
}

const replySubject = (subject: string) => (/^re:/i.test(subject) ? subject : `Re: ${subject}`);

/** Makes the mail. A variable without a value, or a template that cannot be read, makes none. */
export function renderMail(
  deps: Pick<Deps, 'linkSecret' | 'publicUrl'>,
  plan: MailPlan,
): RenderedMail | Exclude<Rendered, { kind: 'text' }> {
  const { template, scope, thread } = plan;
  const subject = thread
    ? { kind: 'text' as const, text: replySubject(thread.subject) }
    : renderTemplate(template.subject, { scope, format: 'text' });
  if (subject.kind !== 'text') return subject;
  const body = renderTemplate(template.body, { scope, format: template.format });
  if (body.kind !== 'text') return body;

  const link = linksOf(deps, plan);
  const unsubscribeUrl = link('u', 'unsubscribe');
  const { html, text, links } = buildBody(
    { format: template.format, body: body.text },
    {
      signature: plan.signature,
      footer: plan.footer ? { postalAddress: plan.footer.postalAddress, unsubscribeUrl } : null,
      pixelUrl: plan.trackOpens ? `${link('t/o', 'open')}.gif` : null,
      linkUrl: plan.trackClicks ? (position) => link('t/c', 'click', position) : null,
    },
  );
  const mail: OutgoingMail = {
    messageId: messageIdOf({ key: plan.key, from: plan.from.address }),
    from: plan.from,
    to: plan.to,
    subject: subject.text,
    text,
    html,
    inReplyTo: thread?.messageIds.at(-1),
    references: thread?.messageIds ?? [],
    unsubscribeUrl,
    sentAt: plan.sentAt,
  };
  return { kind: 'mail', mail, links };
}
