import { expect, type Page } from '@playwright/test';
import { expectAccessible, picture, signIn, quietly as test } from './helpers.ts';

const PAGES = [
  '/',
  '/sequences',
  '/contacts',
  '/tasks',
  '/mailboxes',
  '/suppressions',
  '/imports',
  '/sandbox',
  '/settings/workspace',
  '/settings/members',
  '/settings/api-keys',
  '/settings/custom-fields',
  '/settings/profile',
];

/** Goes to a page and waits until it has what it shows. */
async function settle(page: Page, path: string) {
  await page.goto(path);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByLabel('Loading')).toHaveCount(0);
}

const isWiderThanScreen = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth > document.documentElement.clientWidth);

const LOOKS = [
  { width: 1440, colorScheme: 'light' as const },
  { width: 390, colorScheme: 'dark' as const },
];

for (const { width, colorScheme } of LOOKS) {
  test.describe(`at ${width} pixels, ${colorScheme}`, () => {
    test.use({ viewport: { width, height: 900 }, colorScheme });

    test('every page can be used by everybody, and fits', async ({ page }) => {
      await signIn(page);
      for (const path of PAGES) {
        await test.step(path, async () => {
          await settle(page, path);
          await expectAccessible(page);
          expect(await isWiderThanScreen(page)).toBe(false);
        });
      }
    });

    test('the pages of one sequence, contact, mailbox and enrollment can be used by everybody, and fit', async ({
      page,
    }) => {
      await signIn(page);
      const ways = [
        { from: '/sequences', to: 'Trade fair follow-up' },
        { from: '/contacts', to: 'Amara Abara' },
        { from: '/mailboxes', to: 'robin.rivers@northlight.example' },
        { from: '/', to: 'Amara Abara' },
      ];
      for (const { from, to } of ways) {
        await test.step(`${from} to ${to}`, async () => {
          await settle(page, from);
          await page.getByRole('main').getByRole('link', { name: to }).first().click();
          await expect(page.getByRole('heading', { level: 1, name: to })).toBeVisible();
          await expect(page.getByLabel('Loading')).toHaveCount(0);
          await expectAccessible(page);
          expect(await isWiderThanScreen(page)).toBe(false);
        });
      }
    });
  });
}

test('what is planned shows on the first page, with the instant of each mail', { tag: '@pictured' }, async ({
  page,
}) => {
  await signIn(page);
  await expect(page.getByRole('region', { name: 'What happens next' }).getByText('Amara Abara')).toBeVisible();
  await picture(page, 'home');
});

test('a page that does not exist says so, and leads back', async ({ page }) => {
  await signIn(page);
  await page.goto('/nowhere');
  await expect(page.getByText(/no such page|not found/i).first()).toBeVisible();
});
