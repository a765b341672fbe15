import { expect, test } from 'vitest';
import type { SendOutcome } from '../../activities/clients/mail-provider.ts';
import type { Fault } from '../helpers/fake-graph/faults.ts';
import { withFakeGraph } from '../helpers/fake-graph/server.ts';
import { ADA, mailTo, ROBIN, robinsMailbox } from './outlook-mailbox.ts';

test('a mail goes out as a draft that is sent: its draft is named first, and the names that Exchange gave come back', () =>
  withFakeGraph(async (graph) => {
    const { provider, kept, sending } = robinsMailbox(graph);
    const mail = mailTo(ADA, { unsubscribeUrl: 'https://acme.example/u/1', references: ['<before@acme.example>'] });
    const outcome = await provider.send(mail, sending());
    const [delivery] = graph.state.deliveries;
    expect(outcome).toMatchObject({ kind: 'accepted', messageId: delivery?.internetMessageId });
    expect(outcome).toMatchObject({ providerMessageId: kept.drafts[0] });
    expect(delivery?.internetMessageId).not.toBe(mail.messageId);
    expect(delivery?.raw).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');
    expect(delivery?.raw).toContain('References: <before@acme.example>');
  }));

test('people in copy get it, and those in blind copy too', () =>
  withFakeGraph(async (graph) => {
    const { provider, sending } = robinsMailbox(graph);
    await provider.send(mailTo(ADA, { cc: ['cc@customer.example'], bcc: ['bcc@customer.example'] }), sending());
    expect(graph.state.deliveries.map(({ to }) => to)).toEqual([ADA, 'cc@customer.example', 'bcc@customer.example']);
  }));

const lostAnswers: { why: string; fault: Fault }[] = [
  { why: 'the answer is lost after a draft was written', fault: { operation: 'createDraft', kind: 'drop-answer' } },
  { why: 'the answer is lost after the mail left', fault: { operation: 'sendDraft', kind: 'drop-answer' } },
  { why: 'it says 503 after the mail left', fault: { operation: 'sendDraft', kind: 'refuse-after' } },
  {
    why: 'it says 429 after the mail left',
    fault: { operation: 'sendDraft', kind: 'refuse-after', status: 429, retryAfter: 1 },
  },
];

test.each(lostAnswers)('where $why, the mail goes out once and is known to have gone', ({ fault }) =>
  withFakeGraph(async (graph) => {
    graph.fail({ ...fault, times: 1 });
    const { provider, sending } = robinsMailbox(graph);
    expect(await provider.send(mailTo(), sending())).toMatchObject({ kind: 'accepted' });
    expect(graph.state.faults.struck()).toBe(1);
    expect(graph.counts()).toEqual({ total: 1, distinct: 1, twice: [] });
    expect(graph.state.accounts.get(ROBIN)?.messages.map(({ folder }) => folder)).toEqual(['sentitems']);
  }),
);

test('a request that never arrived leaves the draft where it is, and the next attempt sends that very draft', () =>
  withFakeGraph(async (graph) => {
    graph.fail({ operation: 'sendDraft', kind: 'drop-request', times: 1 });
    const { provider, kept, sending } = robinsMailbox(graph);
    const mail = mailTo();
    expect(await provider.send(mail, sending())).toMatchObject({ kind: 'unreachable' });
    expect(graph.counts().total).toBe(0);
    const [draftId = ''] = kept.drafts;
    expect(await provider.findSent({ messageId: mail.messageId, draftId })).toEqual({ kind: 'absent' });
    expect(await provider.send(mail, sending({ draftId, isRetry: true }))).toMatchObject({
      kind: 'accepted',
      providerMessageId: draftId,
    });
    expect(graph.counts()).toMatchObject({ total: 1, twice: [] });
  }));

test('a mail that waits in the outbox has been handed over: nobody sends it again, and its name is learnt when it has left', () =>
  withFakeGraph(async (graph) => {
    graph.state.outboxMs = 7_000;
    graph.fail({ operation: 'sendDraft', kind: 'drop-answer', times: 1 });
    const { provider, kept, sending } = robinsMailbox(graph);
    const mail = mailTo();
    const outcome = await provider.send(mail, sending());
    const [draftId = ''] = kept.drafts;
    expect(outcome).toMatchObject({ kind: 'accepted', providerMessageId: draftId });
    expect(outcome).not.toHaveProperty('messageId');
    expect(await provider.send(mail, sending({ draftId, isRetry: true }))).toMatchObject({ kind: 'accepted' });
    await expect.poll(() => graph.counts().total, { timeout: 5_000 }).toBe(1);
    const answer = await provider.findSent({ messageId: mail.messageId, draftId });
    expect(answer).toMatchObject({ kind: 'sent', messageId: graph.state.deliveries[0]?.internetMessageId });
  }));

test('a draft that was sent is never thrown away, though it keeps its name', () =>
  withFakeGraph(async (graph) => {
    const { provider, kept, sending } = robinsMailbox(graph);
    await provider.send(mailTo(), sending());
    await provider.dropDraft?.(kept.drafts[0] ?? '');
    expect(graph.state.accounts.get(ROBIN)?.messages).toHaveLength(1);
  }));

test('a mail that has gone is not sent again by an attempt that does not know it', () =>
  withFakeGraph(async (graph) => {
    const { provider, kept, sending } = robinsMailbox(graph);
    const mail = mailTo();
    await provider.send(mail, sending());
    const [draftId = ''] = kept.drafts;
    expect(await provider.send(mail, sending({ draftId, isRetry: true }))).toMatchObject({ kind: 'accepted' });
    expect(await provider.findSent({ messageId: mail.messageId, draftId })).toMatchObject({ kind: 'sent' });
    expect(graph.counts().total).toBe(1);
  }));

test('a process that died before it could keep the name of its draft leaves none behind', () =>
  withFakeGraph(async (graph) => {
    const { provider, sending } = robinsMailbox(graph);
    const mail = mailTo();
    const dies = sending({ keepDraft: () => Promise.reject(new Error('killed')) });
    await expect(provider.send(mail, dies)).rejects.toThrow('killed');
    expect(await provider.send(mail, sending({ isRetry: true }))).toMatchObject({ kind: 'accepted' });
    expect(graph.state.accounts.get(ROBIN)?.messages).toHaveLength(1);
    await expect(provider.send(mailTo(), dies)).rejects.toThrow('killed');
    const lost = graph.state.accounts.get(ROBIN)?.messages.at(-1)?.writtenMessageId ?? '';
    expect(await provider.findSent({ messageId: lost, draftId: null })).toEqual({ kind: 'absent' });
    expect(graph.state.accounts.get(ROBIN)?.messages).toHaveLength(1);
  }));

test('a draft that somebody threw away for good is a question for a person, and never sent again unasked', () =>
  withFakeGraph(async (graph) => {
    const { provider, sending } = robinsMailbox(graph);
    const mail = mailTo();
    expect(await provider.findSent({ messageId: mail.messageId, draftId: 'gone' })).toEqual({ kind: 'unknown' });
    expect(await provider.send(mail, sending({ draftId: 'gone', isRetry: true }))).toMatchObject({ kind: 'unknown' });
    expect(graph.counts().total).toBe(0);
  }));

type Refused = Extract<SendOutcome, { kind: 'refused' }>;
const refusals: { why: string; status: number; code: string; message: string; is: Partial<Refused> }[] = [
  {
    why: 'an address that is none is the recipient, for good',
    ...{ status: 400, code: 'ErrorInvalidRecipients', message: 'At least one recipient is not valid.' },
    is: { fault: 'recipient', isPermanent: true, code: '5.1.3' },
  },
  {
    why: 'sending as somebody else is the mailbox',
    ...{ status: 403, code: 'ErrorSendAsDenied', message: 'The user account may not send as this sender.' },
    is: { fault: 'sender', scope: 'mailbox' },
  },
  {
    why: 'a used-up message limit is the mailbox, for an hour',
    ...{ status: 429, code: 'ErrorExceededMessageLimit', message: 'The message limit is exceeded.' },
    is: { fault: 'sender', scope: 'mailbox', isPermanent: false, retryAfterMs: 3_600_000 },
  },
  {
    why: 'a suspended account is the mailbox',
    ...{ status: 403, code: 'ErrorAccountSuspend', message: 'Account suspended. Verify it at the web page.' },
    is: { fault: 'sender', scope: 'mailbox', code: '5.1.8' },
  },
  {
    why: 'a blocked sender is the mailbox, whatever the code',
    ...{ status: 400, code: 'ErrorUnknown', message: '550 5.1.8 Access denied, bad outbound sender' },
    is: { fault: 'sender', scope: 'mailbox', code: '5.1.8' },
  },
  {
    why: 'a domain that fails DMARC is the domain',
    ...{
      status: 400,
      code: 'ErrorUnknown',
      message: '550 5.7.515 Access denied, sending domain does not meet the level',
    },
    is: { fault: 'sender', scope: 'domain', code: '5.7.515' },
  },
  {
    why: 'a tenant over its limit is the domain',
    ...{ status: 400, code: 'ErrorUnknown', message: '550 5.7.705 Access denied, tenant has exceeded threshold' },
    is: { fault: 'sender', scope: 'domain' },
  },
  {
    why: 'a mail that is too large is the content',
    ...{ status: 413, code: 'ErrorMessageSizeExceeded', message: 'The message exceeds the maximum size.' },
    is: { fault: 'content', isPermanent: true },
  },
];

test.each(refusals)('$why', ({ status, code, message, is }) =>
  withFakeGraph(async (graph) => {
    graph.state.refusals.set(ADA, { status, code, message });
    const { provider, sending } = robinsMailbox(graph);
    expect(await provider.send(mailTo(), sending())).toMatchObject({ kind: 'refused', ...is });
    expect(graph.counts().total).toBe(0);
  }),
);

test('a mail that will never be taken leaves no draft behind, and another attempt begins anew', () =>
  withFakeGraph(async (graph) => {
    graph.state.refusals.set(ADA, { status: 400, code: 'ErrorInvalidRecipients', message: 'Not valid.' });
    const { provider, kept, sending } = robinsMailbox(graph);
    await provider.send(mailTo(), sending());
    expect(kept.drafts.at(-1)).toBe('');
    expect(graph.state.accounts.get(ROBIN)?.messages).toEqual([]);
    graph.state.refusals.clear();
    expect(await provider.send(mailTo(), sending({ draftId: '', isRetry: true }))).toMatchObject({ kind: 'accepted' });
  }));
