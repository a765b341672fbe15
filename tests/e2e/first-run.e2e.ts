import { expect } from '@playwright/test';
import { fresh, picture, quietly as test } from './helpers.ts';

test('a new user sends a first sequence, answers in the sandbox, and sees that it has ended', {
  tag: '@pictured',
}, async ({ page }) => {
  await page.goto('/sign-up');
  await page.getByLabel('Your name').fill('Ada Archer');
  await page.getByLabel('Email').fill(fresh('ada.archer@acme.example'));
  await page.getByRole('textbox', { name: 'Password' }).fill('a long enough password');
  await picture(page, 'first-run-1-sign-up');
  await page.getByRole('button', { name: 'Create account' }).click();
  await page.getByLabel('Name of the workspace').fill('Acme');
  await page.getByRole('button', { name: 'Create workspace' }).click();
  await expect(page.getByRole('heading', { name: 'Hello, Ada' })).toBeVisible();

  await page.getByRole('link', { name: 'System mail' }).click();
  await page.frameLocator('iframe').first().getByRole('link', { name: 'Verify my address' }).click();
  await page.getByRole('button', { name: 'Yes, it is mine' }).click();
  await expect(page.getByRole('status')).toContainText('is verified');
  await page.getByRole('link', { name: 'Go on' }).click();

  await page.getByRole('link', { name: 'Mailboxes' }).click();
  await page.getByRole('button', { name: 'Add mailbox' }).first().click();
  await page.getByRole('dialog').getByText('Sandbox', { exact: true }).click();
  await page.getByLabel('Address').fill('ada@acme.example');
  await picture(page, 'first-run-2-mailbox');
  await page.getByRole('button', { name: 'Connect' }).click();
  await expect(page.getByRole('heading', { name: 'ada@acme.example' })).toBeVisible();

  await page.getByRole('link', { name: 'Contacts' }).click();
  await page.getByRole('button', { name: 'New contact' }).first().click();
  await page.getByLabel('First name').fill('Grace');
  await page.getByLabel('Last name').fill('Hopper');
  await page.getByLabel('Email').fill('grace@customer.example');
  await picture(page, 'first-run-3-contact');
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  await expect(page.getByText('grace@customer.example').first()).toBeVisible();

  await page.getByRole('link', { name: 'Sequences' }).click();
  await page.getByRole('button', { name: 'New sequence' }).first().click();
  await page.getByLabel('Name').fill('Hello');
  await page.getByRole('button', { name: 'Create', exact: true }).click();
  await page.getByRole('button', { name: 'Add the first step' }).click();
  await page.getByRole('menuitem', { name: /^Mail/ }).click();
  await page.getByRole('textbox', { name: 'Subject' }).fill('Quick question, {{ contact.firstName }}');
  await page
    .getByRole('textbox', { name: 'Text of the mail' })
    .fill('Hi {{ contact.firstName }}, how do you follow up with people today?');
  await expect(page.getByText('Quick question, Grace')).toBeVisible();
  await picture(page, 'first-run-4-sequence');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'Add step' }).first().click();
  await page.getByRole('menuitem', { name: /^Mail/ }).click();
  await expect(page.getByRole('heading', { name: /^Step 2/ })).toBeVisible();
  await page
    .getByRole('textbox', { name: 'Text of the mail' })
    .fill('Hi {{ contact.firstName }}, did my question reach you?');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('button', { name: 'Activate' }).click();

  await page.getByRole('button', { name: 'Enroll people' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Find contacts').fill('Grace');
  await page.getByRole('option', { name: /Grace Hopper/ }).click();
  await picture(page, 'first-run-5-enroll');
  await dialog.getByRole('button', { name: 'Enroll 1 person' }).click();
  await page.getByRole('link', { name: 'Grace Hopper' }).click();
  await expect(page.getByText(/^Mail 2 leaves/).first()).toBeVisible();
  await picture(page, 'first-run-6-next');

  await page.getByRole('link', { name: 'Sandbox' }).click();
  await page
    .getByRole('link', { name: /Quick question, Grace/ })
    .first()
    .click();
  await picture(page, 'first-run-7-sandbox');
  await page.getByRole('button', { name: 'Reply' }).click();
  await page.getByLabel('Reply as the recipient').fill('By hand, and badly. Tell me more.');
  await page.getByRole('button', { name: 'Send reply' }).click();
  await expect(page.getByRole('region', { name: 'What was played' })).toContainText(/repl/i);

  await page.getByRole('link', { name: 'Sequences' }).click();
  await page.getByRole('link', { name: /Hello/ }).click();
  await page.getByRole('tab', { name: /People/ }).click();
  await expect(page.getByText('Replied', { exact: true }).first()).toBeVisible();
  await page.getByRole('link', { name: 'Grace Hopper' }).click();
  await expect(page.getByText('Replied').first()).toBeVisible();
  await picture(page, 'first-run-8-replied');
});
