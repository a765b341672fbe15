import path from 'node:path';
import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Page, test } from '@playwright/test';

const images = path.resolve(import.meta.dirname, '../../docs/images');

/** Keeps a picture of the page for the documents, when they are being made (`npm run screenshots`). */
export async function picture(page: Page, name: string) {
  if (!process.env.SCREENSHOTS) return;
  await page.mouse.move(0, 0);
  await page.waitForLoadState('networkidle').catch(() => {}); // live pages never are
  await page.screenshot({ path: path.join(images, `${name}.png`), animations: 'disabled' });
}

/** An address that is new to the product under test; over one that runs already, one of its own. */
export const fresh = (email: string) => (process.env.E2E_URL ? email.replace('@', `.${Date.now()}@`) : email);

/** Signs in to the demonstration. */
export async function signIn(page: Page) {
  await page.goto('/sign-in');
  await page.getByLabel('Email').fill('demo@followthrough.example');
  await page.getByRole('textbox', { name: 'Password' }).fill('follow-through');
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByRole('heading', { name: /Hello/ })).toBeVisible();
}

/** Looks for what WCAG 2.2 A and AA forbid, on the page as it is. */
export async function expectAccessible(page: Page) {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze();
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
  expect(found).toEqual([]);
}

/** Whatever the browser complains of fails the test that made it complain. */
export const quietly = test.extend<{ complaints: string[] }>({
  complaints: [
    async ({ page }, use) => {
      const complaints: string[] = [];
      page.on('pageerror', ({ message }) => complaints.push(message));
      page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
      await use(complaints);
      expect(complaints.filter((line) => !line.includes('401 (Unauthorized)'))).toEqual([]);
    },
    { auto: true },
  ],
});
