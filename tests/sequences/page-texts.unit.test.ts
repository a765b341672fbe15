import { expect, test } from 'vitest';
import { plainTemplate } from '../../web/src/features/sequences/step-titles.ts';
import { htmlOfText, textOfHtml } from '../../web/src/features/sequences/text-html.ts';
import { type ReceivedEntry, type StepEntry, timelineOf } from '../../web/src/features/sequences/timeline-entries.ts';
import { idOf, type MessageId, type StepId } from '../../workflows/ids.ts';

const step = (name: string, progress: StepEntry['progress'], at: number | null): StepEntry => ({
  stepId: idOf<StepId>(name),
  number: 1,
  kind: 'mail',
  title: '',
  delay: '',
  progress,
  at,
  mail: null,
  task: null,
});
const received = (name: string, receivedAt: number): ReceivedEntry => ({
  id: idOf<MessageId>(name),
  kind: 'human',
  from: null,
  subject: null,
  snippet: null,
  receivedAt,
});
const order = (...args: Parameters<typeof timelineOf>) =>
  timelineOf(...args).map((entry) => (entry.kind === 'step' ? entry.step.stepId : entry.mail.id));

test('plain text becomes paragraphs of HTML and comes back as it was', () => {
  const text = 'Hi {{ contact.firstName | default: "there" }},\n\nis 2 < 3 & 4 > 3?\nYes.';
  expect(htmlOfText(text)).toBe(
    '<p>Hi {{ contact.firstName | default: "there" }},</p>\n<p>is 2 &lt; 3 &amp; 4 &gt; 3?<br>\nYes.</p>',
  );
  expect(textOfHtml(htmlOfText(text))).toBe(text);
});

test('a link leaves its address behind when HTML becomes plain text', () => {
  expect(textOfHtml('<p>See <a href="https://acme.example/offer">our <b>offer</b></a>.</p><p>Bye</p>')).toBe(
    'See our offer (https://acme.example/offer).\n\nBye',
  );
});

test('a template as a title names its variables without their syntax', () => {
  expect(plainTemplate('Hi {{contact.firstName | default: "you"}},\n at {{ contact.custom.plan }}')).toBe(
    'Hi {firstName}, at {plan}',
  );
});

test('what came in stands between the steps where it came in', () => {
  const steps = [step('first', 'done', 10), step('second', 'done', 30), step('third', 'next', 90)];
  expect(order({ steps, received: [received('late', 40), received('early', 20)] })).toEqual([
    'first',
    'early',
    'second',
    'late',
    'third',
  ]);
});

test('a reply after the last step stands at the end', () => {
  expect(order({ steps: [step('only', 'done', 10)], received: [received('reply', 20)] })).toEqual(['only', 'reply']);
});

test('a done step without an instant keeps its place before what came in', () => {
  const steps = [step('wait', 'done', null), step('mail', 'to-come', null)];
  expect(order({ steps, received: [received('reply', 20)] })).toEqual(['wait', 'reply', 'mail']);
});
