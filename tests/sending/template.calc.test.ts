import { describe, expect, test } from 'vitest';
import { renderTemplate, templateProblem, templateVariables } from '../../workflows/sending/template.calc.ts';

const scope = {
  contact: { firstName: 'Ada <b>', lastName: null, custom: { plan: 'Team', empty: '' } },
  sender: { name: 'Robin' },
};
const text = (source: string) => renderTemplate(source, { scope, format: 'text' });

describe('a template', () => {
  test('is filled in', () => {
    expect(text('Hi {{ contact.firstName }}, from {{ sender.name }} ({{ contact.custom.plan }})')).toEqual({
      kind: 'text',
      text: 'Hi Ada <b>, from Robin (Team)',
    });
  });
  test('escapes what goes into HTML', () => {
    expect(renderTemplate('{{ contact.firstName }}', { scope, format: 'html' })).toEqual({
      kind: 'text',
      text: 'Ada &lt;b&gt;',
    });
  });
  test.each(['contact.lastName', 'contact.custom.empty', 'contact.custom.unheardOf'])(
    'names %s, which has no value, instead of leaving a hole',
    (variable) => {
      expect(text(`Hi {{ ${variable} }}`)).toEqual({ kind: 'missing', variable });
    },
  );
  test('takes the fallback', () => {
    expect(text('Hi {{ contact.lastName | default: "there" }}')).toEqual({ kind: 'text', text: 'Hi there' });
  });
  test('may ask whether a value is there', () => {
    expect(text('{% if contact.lastName %}a{% else %}b{% endif %}')).toEqual({ kind: 'text', text: 'b' });
  });
  test.each([
    ['{{ contact.firstName'],
    ['{{ contact.firstName | shout }}'],
    ['{% include "config.ts" %}'],
    ['{% render "config.ts" %}'],
    ['{% layout "config.ts" %}'],
  ])('%s is refused in words', (source) => {
    expect(text(source)).toMatchObject({ kind: 'invalid', sentence: expect.stringContaining('cannot be read') });
  });
  test('cannot loop for ever', () => {
    expect(text('{% for i in (1..1000000000) %}a{% endfor %}')).toMatchObject({ kind: 'invalid' });
  });
  test('cannot reach what is not its own', () => {
    expect(text('{{ contact.constructor.name }}')).toMatchObject({ kind: 'missing' });
  });
});

test('the variables of a template are known without filling it in', () => {
  expect(
    templateVariables('{{ contact.firstName }} {% if contact.city %}{{ sender.name | upcase }}{% endif %}'),
  ).toEqual(['contact.city', 'contact.firstName', 'sender.name']);
});

test('a name that does not exist is a problem, by name', () => {
  const known = (variable: string) => variable === 'contact.firstName';
  expect(templateProblem('Hi {{ contact.firstName }}', known)).toBeNull();
  expect(templateProblem('Hi {{ contact.nickname }}', known)).toBe(
    'The template names "contact.nickname", which does not exist.',
  );
});
