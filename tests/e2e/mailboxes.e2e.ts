import { expect, type Page } from '@playwright/test';
import { expectAccessible, signIn, quietly as test } from './helpers.ts';

const { E2E_GOOGLE_URL: google, E2E_MICROSOFT_URL: microsoft } = process.env;
test.skip(!google || !microsoft, 'E2E_GOOGLE_URL and E2E_MICROSOFT_URL name no providers');

const dialogOf = (page: Page) => page.getByRole('dialog');

/** Opens the choice of what to add, and takes one. */
async function addMailbox(page: Page, name: RegExp) {
  await page.goto('/mailboxes');
  await page.getByRole('button', { name: 'Add mailbox' }).first().click();
  await dialogOf(page).getByRole('button', { name }).click();
}

test('a Gmail mailbox is connected at Google, tested, and connected again after Google took it back', async ({
  page,
  baseURL,
}) => {
  await signIn(page, baseURL);
  await addMailbox(page, /^Google/);
  await expect(dialogOf(page).getByRole('region', { name: 'Permissions' })).toContainText(
    'read mail to notice answers',
  );
  await expectAccessible(page);
  await dialogOf(page).getByRole('button', { name: 'Go on to Google' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'robin@gmail.example' })).toBeVisible();
  await expect(page.getByText('robin@gmail.example is connected')).toBeVisible();

  await page.getByRole('button', { name: 'Test connection' }).click();
  await expect(dialogOf(page)).toContainText('It works');
  await page.request.post(`${google}/control/revoke`, { data: { email: 'robin@gmail.example' } });
  await dialogOf(page).getByRole('button', { name: 'Test again' }).click();
  await expect(dialogOf(page).getByRole('alert')).toContainText('The sign-in was refused');
  await dialogOf(page).getByRole('button', { name: 'Close', exact: true }).last().click();
  await expect(page.getByRole('region', { name: 'Health' })).toContainText('Disconnected');

  await page.getByRole('button', { name: 'Connect again' }).click();
  await expect(dialogOf(page)).toContainText('Sign in as robin@gmail.example');
  await dialogOf(page).getByRole('button', { name: 'Go on to Google' }).click();
  await expect(page.getByText('robin@gmail.example is connected')).toBeVisible();
  await expect(page.getByRole('region', { name: 'Health' })).toContainText('Healthy');
});

test('who says no at Google is told so, and begins again from there', async ({ page, baseURL }) => {
  await signIn(page, baseURL);
  await page.route(`${google}/o/oauth2/v2/auth*`, (route) => {
    const asked = new URL(route.request().url()).searchParams;
    const back = `${asked.get('redirect_uri')}?error=access_denied&state=${asked.get('state')}`;
    return route.fulfill({ contentType: 'text/html', body: `<script>location.replace('${back}')</script>` });
  });
  await addMailbox(page, /^Google/);
  await dialogOf(page).getByRole('button', { name: 'Go on to Google' }).click();
  await expect(page.getByRole('alert')).toContainText('You said no at Google, so nothing was connected');
  await page.getByRole('alert').getByRole('button', { name: 'Connect again' }).click();
  await expect(dialogOf(page).getByRole('button', { name: 'Go on to Google' })).toBeVisible();
});

test('an Outlook mailbox is connected at Microsoft', async ({ page, baseURL }) => {
  await signIn(page, baseURL);
  await page.route(`${microsoft}/*/oauth2/v2.0/authorize*`, (route) =>
    route.continue({ url: `${route.request().url()}&login_hint=robin@outlook.example` }),
  );
  await addMailbox(page, /^Microsoft/);
  await dialogOf(page).getByRole('button', { name: 'Go on to Microsoft' }).click();
  await expect(page.getByText('robin@outlook.example is connected')).toBeVisible();
  await page.getByRole('button', { name: 'Close', exact: true }).click();
  await expect(page.getByText('robin@outlook.example is connected')).toHaveCount(0);
});
