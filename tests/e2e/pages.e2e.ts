import { expect, type Page } from '@playwright/test';
import { expectAccessible, picture, signIn, quietly as test } from './helpers.ts';

const PAGES = [
  '/',
  '/sequences',
  '/contacts',
  '/replies',
  '/tasks',
  '/uncertain',
  '/mailboxes',
  '/suppressions',
  '/imports',
  '/sandbox',
  '/settings/workspace',
  '/settings/members',
  '/settings/api-keys',
  '/settings/sending-policy',
  '/settings/custom-fields',
  '/settings/profile',
];
/** Pages of one thing, by the list that leads there. */
const THINGS = [
  { from: '/sequences', to: 'Trade fair follow-up' },
  { from: '/contacts?q=amara', to: 'Amara Abara' },
  { from: '/mailboxes', to: 'robin.rivers@northlight.example' },
  { from: '/', to: 'Amara Abara' },
];
const LOOKS = [
  { width: 1440, colorScheme: 'light' as const },
  { width: 390, colorScheme: 'dark' as const },
];
const each = <T>(things: T[]) => LOOKS.flatMap((look) => things.map((thing) => ({ look, thing })));

async function lookAs(page: Page, { width, colorScheme }: (typeof LOOKS)[number]) {
  await page.setViewportSize({ width, height: 900 });
  await page.emulateMedia({ colorScheme });
}

/** The page has what it shows, everybody can use it, and nothing sticks out. */
async function expectFit(page: Page) {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByLabel('Loading')).toHaveCount(0);
  await expectAccessible(page);
  const { scrollWidth, clientWidth } = await page.evaluate(() => ({
    scrollWidth: document.documentElement.scrollWidth,
    clientWidth: document.documentElement.clientWidth,
  }));
  expect(scrollWidth).toBeLessThanOrEqual(clientWidth);
}

for (const { look: at, thing: path } of each(PAGES))
  test(`everybody can use ${path} at ${at.width} pixels, ${at.colorScheme}`, async ({ page, baseURL }) => {
    await lookAs(page, at);
    await signIn(page, baseURL);
    await page.goto(path);
    await expectFit(page);
  });

for (const { look: at, thing } of each(THINGS))
  test(`from ${thing.from} to ${thing.to} at ${at.width} pixels, ${at.colorScheme}`, async ({ page, baseURL }) => {
    await lookAs(page, at);
    await signIn(page, baseURL);
    await page.goto(thing.from);
    await page.getByRole('main').getByRole('link', { name: thing.to }).first().click();
    await expect(page.getByRole('heading', { level: 1, name: thing.to })).toBeVisible();
    await expectFit(page);
  });

test('what is planned shows on the first page, with the instant of each mail', { tag: '@pictured' }, async ({
  page,
  baseURL,
}) => {
  await signIn(page, baseURL);
  await page.goto('/');
  await expect(page.getByRole('region', { name: 'What happens next' }).getByText('Amara Abara')).toBeVisible();
  await picture(page, 'home');
});

test('a page that does not exist says so', async ({ page, baseURL }) => {
  await signIn(page, baseURL);
  await page.goto('/nowhere');
  await expect(page.getByText(/no such page|not found/i).first()).toBeVisible();
});
