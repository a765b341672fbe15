import { expect } from '@playwright/test';
import { signIn, quietly as test } from './helpers.ts';

test('the palette leads anywhere without a mouse, and the shortcuts are listed', async ({ page, baseURL }) => {
  await signIn(page, baseURL);
  await page.goto('/');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await page.keyboard.press('Control+k');
  await page.getByRole('dialog').getByLabel('Search').fill('Contacts');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Contacts' })).toBeVisible();
  await page.getByRole('heading', { level: 1 }).click();
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keyboard shortcuts' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
});

test('the address of a page brings its view back', async ({ page, baseURL }) => {
  await signIn(page, baseURL);
  await page.goto('/contacts');
  await page
    .getByRole('searchbox', { name: 'Search contacts' })
    .or(page.getByLabel('Search contacts'))
    .first()
    .fill('amara');
  await expect(page.getByRole('link', { name: 'Bjorn' })).toHaveCount(0);
  await expect(page.getByText('Amara Abara').first()).toBeVisible();
  await page.reload();
  await expect(page.getByText('Amara Abara').first()).toBeVisible();
  await expect(page.getByLabel('Search contacts').first()).toHaveValue('amara');
});
