import { expect } from '@playwright/test';
import { signIn, quietly as test } from './helpers.ts';

test('imports belong to the contacts, and lead back to them', async ({ page, baseURL }) => {
  await signIn(page, baseURL);
  await page.goto('/imports');
  const contacts = page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Contacts' });
  await expect(contacts).toHaveAttribute('aria-current', 'page');
  await page.getByRole('main').getByRole('link', { name: 'Contacts' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Contacts' })).toBeVisible();
});

test('on a phone the status of a sequence is read without scrolling', async ({ page, baseURL }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await signIn(page, baseURL);
  await page.goto('/sequences');
  const row = page.getByRole('row', { name: /First conversation/ });
  const badge = await row.getByText('Active', { exact: true }).filter({ visible: true }).boundingBox();
  expect((badge?.x ?? Number.POSITIVE_INFINITY) + (badge?.width ?? 0)).toBeLessThan(376);
});
