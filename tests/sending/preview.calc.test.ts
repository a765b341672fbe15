import { expect, test } from 'vitest';
import { mailPlan } from '../../workflows/sending/mail.calc.ts';
import { previewMail } from '../../workflows/sending/preview.calc.ts';
import { safeTemplate } from '../../workflows/sending/safe-html.calc.ts';
import { templateScope, VARIABLES } from '../../workflows/sending/variables.calc.ts';

const contact = {
  ...{ id: 'c', firstName: 'Ada', lastName: 'Lovelace', email: 'ada@customer.example', phone: '1', mobile: '2' },
  ...{ company: null, title: 'CTO', department: 'R&D', city: 'London', state: 'x', country: 'UK' },
  ...{ website: 'https://ada.example', linkedinUrl: 'https://linkedin.example/ada', customFields: { plan: 'Team' } },
};
const parties = {
  contact,
  mailbox: { email: 'robin@acme.example', displayName: 'Robin', signature: '<p>Robin</p>' },
  workspace: { name: 'Acme', hasFooter: true, postalAddress: '1 Harbour Street' },
  user: null,
};
const home = { linkSecret: 'a secret of the tests that is long enough', publicUrl: 'https://app.example' };
const preview = (subject: string, body: string, thread: { subject: string; messageIds: string[] } | null = null) =>
  previewMail(
    home,
    mailPlan(
      parties,
      { subject, body, format: 'html', trackOpens: false, trackClicks: false },
      {
        outboundEmailId: '00000000-0000-0000-0000-000000000000',
        workspaceId: '00000000-0000-0000-0000-000000000000',
        key: 'preview',
        thread,
        sentAt: 0,
      },
    ),
  );

test('a preview is the mail itself: words, signature, address and way out', () => {
  const shown = preview(
    'Hello {{ contact.firstName }}',
    '<p>Is {{ contact.custom.plan }} right in {{ contact.department }}?</p>',
  );
  expect(shown).toMatchObject({
    kind: 'mail',
    missing: [],
    mail: { subject: 'Hello Ada', from: { address: 'robin@acme.example' }, to: { name: 'Ada Lovelace' } },
  });
  expect(shown.kind === 'mail' && shown.mail.html).toMatch(
    /Team right in R&amp;D.*<p>Robin<\/p>.*1 Harbour Street.*Unsubscribe/s,
  );
});

test('all that is missing is named at once, and stands in brackets', () => {
  const shown = preview(
    'For {{ contact.company }}',
    '{{ contact.custom.size }} {{ contact.company | default: "you" }}',
  );
  expect(shown).toMatchObject({
    missing: ['contact.company', 'contact.custom.size'],
    mail: { subject: 'For [contact.company]' },
  });
});

test('a reply goes under the subject of its thread, whatever its own says', () => {
  expect(preview('', 'Hi', { subject: 'Hello Ada', messageIds: [] })).toMatchObject({
    mail: { subject: 'Re: Hello Ada' },
  });
});

test('a mail without a subject and without a thread is none', () => {
  expect(preview('{% if false %}x{% endif %}', 'Hi')).toMatchObject({
    kind: 'invalid',
    sentence: expect.stringMatching(/no subject/),
  });
});

test('a template that cannot be read is said to be so', () => {
  expect(preview('Hi', '{{ contact.firstName')).toMatchObject({
    kind: 'invalid',
    sentence: expect.stringMatching(/cannot be read/),
  });
});

test('every variable that the menu offers is one that templates have', () => {
  const scope = templateScope(parties) as Record<string, Record<string, unknown>>;
  const offered = VARIABLES.map(({ name }) => name.split('.'));
  expect(offered.filter(([of = '', name = '']) => !(name in (scope[of] ?? {})))).toEqual([]);
  expect(Object.keys(scope.contact ?? {}).filter((name) => name !== 'custom')).toHaveLength(
    offered.filter(([of]) => of === 'contact').length,
  );
});

test.each<[string, string, string]>([
  ['a script goes', '<p>Hi</p><script>alert(1)</script>', '<p>Hi</p>'],
  ['a handler goes', '<p onclick="x()">Hi</p>', '<p>Hi</p>'],
  ['a link that runs code goes', '<a href="javascript:alert(1)">x</a>', '<a>x</a>'],
  ['a form goes, its words stay', '<form action="/x"><input name="a">Hi</form>', 'Hi'],
  ['a frame goes', '<iframe src="https://x.example"></iframe>Hi', 'Hi'],
  ['style stays', '<p style="color:red">Hi</p>', '<p style="color:red">Hi</p>'],
  [
    'Liquid stays as it was written',
    '{% if contact.score > 5 %}{{ a | default: "<b>" }}{% endif %}',
    '{% if contact.score > 5 %}{{ a | default: "<b>" }}{% endif %}',
  ],
  [
    'Liquid in a link stays',
    '<a href="https://x.example/?id={{ contact.id }}">x</a>',
    '<a href="https://x.example/?id={{ contact.id }}">x</a>',
  ],
])('a body is made safe: %s', (_, html, safe) => {
  expect(safeTemplate(html)).toBe(safe);
});

test('what a template lets through raw is made safe when it is filled in', () => {
  const body = '{% raw %}{{<script>alert(1)</script>}}{% endraw %}<p>{{ "<img src=x onerror=alert(1)>" | raw }}</p>';
  const shown = preview('Hi', body);
  expect(shown.kind === 'mail' && shown.mail.html).not.toMatch(/script|onerror/);
});
