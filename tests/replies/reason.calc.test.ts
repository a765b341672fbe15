import { expect, test } from 'vitest';
import { judgeRefusal, replyCodeOf, statusOf, stepOf, verdictOf } from '../../workflows/replies/reason.calc.ts';
import { ANSWERS } from './answers.ts';

const judged = (diagnostic: string, { notice = '', status = null }: { notice?: string; status?: string | null } = {}) =>
  verdictOf({
    status: statusOf(status, diagnostic),
    replyCode: replyCodeOf(diagnostic),
    step: stepOf(diagnostic),
    diagnostic,
    notice,
    namesAddress: false,
  });

test.each(ANSWERS)('%s: %s', (answer, reason) => {
  expect(
    verdictOf({
      status: statusOf(null, answer),
      replyCode: replyCodeOf(answer),
      step: stepOf(answer) ?? 'rcpt',
      diagnostic: answer,
      notice: '',
      namesAddress: false,
    }).reason,
  ).toBe(reason);
});

test('an unknown user at RCPT TO is hard; after the whole mail was taken it may be a filter that speaks', () => {
  expect(judged('550 User unknown (in reply to RCPT TO command)')).toMatchObject({
    reason: 'userunknown',
    isHard: true,
  });
  expect(judged('550 User unknown (in reply to end of DATA command)')).toMatchObject({
    reason: 'filtered',
    isHard: false,
  });
});

test('an unknown user with the code of an address is hard, whatever the step', () => {
  expect(judged('550 5.1.1 User unknown (in reply to end of DATA command)')).toMatchObject({ isHard: true });
});

test('a refusal for now never proves that an address will not work', () => {
  expect(judged('450 4.1.1 <a@b.example>: Recipient address rejected: User unknown')).toMatchObject({
    reason: 'userunknown',
    isHard: false,
  });
});

test('an answer to MAIL FROM speaks of the sender, though it says that something is unknown', () => {
  expect(judged('550 5.1.7 No such domain (in reply to MAIL FROM command)')).toMatchObject({
    reason: 'rejected',
    fault: 'sender',
    isHard: false,
  });
});

test('a notice that calls the account closed corrects a server that calls it unknown', () => {
  expect(judged('550 5.1.1 User unknown', { notice: 'The account is disabled.' })).toMatchObject({
    reason: 'suspend',
    isHard: false,
  });
});

test('words in addresses and links are no words of the server', () => {
  expect(judged('550 5.1.1 <mailboxfull@b.example> user unknown, see https://b.example/help#spam')).toMatchObject({
    reason: 'userunknown',
  });
});

test.each([
  { field: '5.0.0', diagnostic: '550 5.2.2 full', status: '5.2.2' },
  { field: '5.1.1', diagnostic: '550 5.0.0 no', status: '5.1.1' },
  { field: null, diagnostic: '550 #5.1.0 Address rejected.', status: '5.1.0' },
  { field: '4.4.1 (timed out)', diagnostic: 'timed out', status: '4.4.1' },
  { field: null, diagnostic: 'connect to 192.5.1.1: refused', status: null },
])('the most exact of $field and "$diagnostic" is $status', ({ field, diagnostic, status }) => {
  expect(statusOf(field, diagnostic)).toBe(status);
});

test.each([
  { diagnostic: 'host mx[192.0.2.1] said: 550-5.1.1 no', code: '550' },
  { diagnostic: '<<< 452 full', code: '452' },
  { diagnostic: "5.1.0 - Unknown address error 550-'5.1.1 no'", code: '550' },
  { diagnostic: 'delivered 500 items to 10.0.0.1', code: null },
])('the SMTP answer in "$diagnostic" is $code', ({ diagnostic, code }) => {
  expect(replyCodeOf(diagnostic)).toBe(code);
});

test('a recipient whom the server that takes our mail refuses is judged by its answer', () => {
  expect(judgeRefusal({ code: '550', answer: '550 No such user here' })).toMatchObject({ isHard: true });
  expect(judgeRefusal({ code: '4.2.2', answer: '452 4.2.2 Over quota' })).toMatchObject({
    category: 'mailbox_full',
    isHard: false,
  });
});
