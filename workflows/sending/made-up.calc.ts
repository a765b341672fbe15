import type { MailParties } from './variables.calc.ts';

/** Stands in for a contact where a workspace has none yet. */
export const MADE_UP_CONTACT: MailParties['contact'] = {
  ...{ id: '00000000-0000-0000-0000-000000000000', firstName: 'Ada', lastName: 'Lovelace' },
  ...{ email: 'ada@customer.example', company: 'Customer Ltd', title: 'Head of Operations', department: 'Operations' },
  ...{ phone: '+44 20 0000 0000', mobile: '+44 7000 000000', city: 'London', state: 'England' },
  ...{ country: 'United Kingdom', website: 'https://customer.example', linkedinUrl: 'https://linkedin.example/ada' },
  customFields: {},
};
