import type { TemplateScope } from './template.calc.ts';

/** Whom a mail is between, as the database has them. */
export type MailParties = {
  contact: {
    id: string;
    firstName: string | null;
    lastName: string | null;
    email: string | null;
    phone: string | null;
    mobile: string | null;
    company: string | null;
    title: string | null;
    department: string | null;
    city: string | null;
    state: string | null;
    country: string | null;
    website: string | null;
    linkedinUrl: string | null;
    customFields: unknown;
  };
  mailbox: { email: string; displayName: string | null; signature: string | null };
  workspace: { name: string; hasFooter: boolean; postalAddress: string | null };
  /** Who sends, where it is known. */
  user: { name: string } | null;
};

/** A variable that every template may name; custom fields come on top as `contact.custom.<name>`. */
export type TemplateVariable = { name: string; label: string };

/** The variables that every workspace has, in the order of the editor's menu. */
export const VARIABLES: TemplateVariable[] = [
  { name: 'contact.firstName', label: 'First name' },
  { name: 'contact.lastName', label: 'Last name' },
  { name: 'contact.fullName', label: 'Full name' },
  { name: 'contact.email', label: 'Email' },
  { name: 'contact.company', label: 'Company' },
  { name: 'contact.title', label: 'Job title' },
  { name: 'contact.department', label: 'Department' },
  { name: 'contact.phone', label: 'Phone' },
  { name: 'contact.mobile', label: 'Mobile' },
  { name: 'contact.city', label: 'City' },
  { name: 'contact.state', label: 'State' },
  { name: 'contact.country', label: 'Country' },
  { name: 'contact.website', label: 'Website' },
  { name: 'contact.linkedinUrl', label: 'LinkedIn' },
  { name: 'contact.id', label: 'Id of the contact' },
  { name: 'sender.name', label: "Sender's name" },
  { name: 'sender.email', label: "Sender's address" },
  { name: 'workspace.name', label: 'Name of the workspace' },
];

/** What a template may name when it is filled in for a contact. */
export function templateScope({ contact, mailbox, workspace, user }: MailParties): TemplateScope {
  const { customFields, ...fields } = contact;
  const { id, firstName, lastName, email, phone, mobile, company, title, department } = fields;
  const { city, state, country, website, linkedinUrl } = fields;
  return {
    contact: {
      ...{ id, firstName, lastName, email, phone, mobile, company, title, department },
      ...{ city, state, country, website, linkedinUrl },
      fullName: [firstName, lastName].filter(Boolean).join(' '),
      custom: customFields ?? {},
    },
    sender: { name: mailbox.displayName ?? user?.name, email: mailbox.email },
    workspace: { name: workspace.name },
  };
}
