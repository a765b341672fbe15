import type { CustomFieldType } from '../../../../workflows/contacts/rules.ts';

/** The types of custom fields as people call them, and what they hold. */
export const TYPE_WORDS: Record<CustomFieldType, { label: string; hint: string }> = {
  text: { label: 'Text', hint: 'A few words, or some lines' },
  number: { label: 'Number', hint: 'Compares and sorts as a number' },
  date: { label: 'Date', hint: 'A day of the calendar' },
  datetime: { label: 'Date and time', hint: 'An instant, shown in the zone of who looks' },
  boolean: { label: 'Yes or no', hint: 'Yes, no, or not known' },
  select: { label: 'Single select', hint: 'One of the options that you give' },
  multiselect: { label: 'Multi-select', hint: 'Any of the options that you give' },
  url: { label: 'Web page', hint: 'A link that opens' },
  email: { label: 'Email', hint: 'An address, checked as one' },
  phone: { label: 'Phone', hint: 'A telephone number' },
};

/** Whether a field of this type has options to choose from. */
export const hasOptions = (type: CustomFieldType) => type === 'select' || type === 'multiselect';

/** What the least and the most mean for a field of this type, where it has them. */
export const ruleWords = (type: CustomFieldType) =>
  ({ number: ['Least', 'Most'], text: ['Least characters', 'Most characters'] })[type as string];
