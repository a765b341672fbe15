import path from 'node:path';
import { expect, type Page, test } from '@playwright/test';
import axe from 'axe-core';

declare global {
  interface Window {
    axe: typeof axe;
  }
}

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

/** Signs in to the demonstration, without the page for it. */
export async function signIn(page: Page, baseURL: string | undefined) {
  const answer = await page.request.post('/api/v1/account/sign-in', {
    headers: { origin: baseURL ?? '' },
    data: { email: 'demo@followthrough.example', password: 'follow-through' },
  });
  expect(answer.ok()).toBe(true);
}

const RULES = ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'];

/** Looks for what WCAG 2.2 A and AA forbid, on the page as it is. The mails in their frames are not ours. */
export async function expectAccessible(page: Page) {
  await page.evaluate(axe.source);
  const found = await page.evaluate(async (rules) => {
    const { violations } = await window.axe.run({ exclude: ['iframe'] }, { runOnly: rules, iframes: false });
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
  }, RULES);
  expect(found).toEqual([]);
}

/** A page that asks who is signed in; and this test's own probes, which a frame without scripts turns away. */
const EXPECTED = /401 \(Unauthorized\)|Blocked script execution in 'about:srcdoc'/;

/** Whatever the browser complains of fails the test that made it complain. */
export const quietly = test.extend<{ complaints: string[] }>({
  complaints: [
    async ({ page }, use) => {
      const complaints: string[] = [];
      page.on('pageerror', ({ message }) => complaints.push(message));
      page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
      await use(complaints);
      expect(complaints.filter((line) => !EXPECTED.test(line))).toEqual([]);
    },
    { auto: true },
  ],
});
