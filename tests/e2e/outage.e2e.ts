import { expect, type Page, test } from '@playwright/test';
import { signIn } from './helpers.ts';

const OUTAGE = {
  type: 'about:blank',
  title: 'Unavailable',
  code: 'unavailable',
  status: 503,
  detail: 'The database cannot be reached just now.',
};

/** Lets events come without an end, as while a batch runs. */
const makeBusy = (page: Page) =>
  page.route('**/api/v1/events', (route) =>
    route.fulfill({
      contentType: 'text/event-stream',
      body: 'retry: 200\n\nid: 1\ndata: {"type":"sequence.changed"}\n\n',
    }),
  );

const FAILING = [
  { path: '/', data: '**/api/v1/home*', shows: 'What happens next' },
  { path: '/sequences', data: '**/api/v1/sequences*', shows: 'First conversation' },
];

for (const { path, data, shows } of FAILING)
  test(`${path} says what fails while events go on, and shows its data when they are back`, async ({
    page,
    baseURL,
  }) => {
    await signIn(page, baseURL);
    await makeBusy(page);
    let asked = 0;
    await page.route(data, (route) => {
      asked++;
      return route.fulfill({ status: 503, contentType: 'application/problem+json', body: JSON.stringify(OUTAGE) });
    });
    await page.goto(path);
    const alert = page.getByRole('main').getByRole('alert');
    await expect(alert).toContainText(OUTAGE.detail);
    await expect.poll(() => asked).toBeGreaterThan(4);
    expect(await alert.count()).toBe(1);
    await expect(page.getByLabel('Loading')).toHaveCount(0);
    await page.unroute(data);
    await expect(page.getByRole('main').getByText(shows)).toBeVisible();
    await expect(alert).toHaveCount(0);
  });
