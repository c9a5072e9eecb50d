import { expect, test } from '@playwright/test';
import type { BrowserContext } from '@playwright/test';
import { startAtrium } from '../support/startAtrium.ts';
import { tiledMapFiles } from '../support/tiledMap.ts';
import { drawsLittle, enter, setUpWorkspace } from '../support/workspace.ts';

/** What a page, or a Worker of it, says when its content security policy has refused something. */
const refused = 'refused by the policy:';

const listener = `addEventListener('securitypolicyviolation', (event) =>
  console.warn('${refused}', location.pathname, event.violatedDirective, event.blockedURI, event.sourceFile));`;

/** Collects what the policy refuses in pages of this browser and in their Workers, even what a library catches. */
async function watchPolicy(context: BrowserContext): Promise<readonly string[]> {
  const refusals: string[] = [];
  context.on('console', (message) => {
    if (message.text().startsWith(refused)) refusals.push(message.text());
  });
  await context.addInitScript(listener);
  // No script runs before a Worker's own. This one does: modules run in the order of their imports.
  await context.route('**/listensToPolicy.js', (route) =>
    route.fulfill({ contentType: 'text/javascript', body: listener }),
  );
  await context.route('**/*Worker-*.js', async (route) => {
    const response = await route.fetch();
    const body = `import '/listensToPolicy.js';${await response.text()}`;
    await route.fulfill({ response, body });
  });
  return refusals;
}

test('the content security policy refuses nothing that a page of ours does', async ({ browser }) => {
  const atrium = await startAtrium({ ATRIUM_ACCOUNTS: 'on' });
  const page = await setUpWorkspace(browser, atrium);
  const refusals = await watchPolicy(page.context());
  const workers: string[] = [];
  page.on('worker', (worker) => workers.push(new URL(worker.url()).pathname));

  for (const path of ['guide/index.html', 'api/docs', 'admin', 'account', '']) {
    await page.goto(`${atrium.url}/${path}`);
    await expect(page.getByRole('heading').first()).toBeVisible();
  }
  await page.goto(`${atrium.url}/${drawsLittle}`);
  await enter(page);
  await page.getByRole('button', { name: 'Settings' }).click();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: 'Build', exact: true }).click();
  await page.getByRole('button', { name: 'Import a file …' }).click();
  const dialog = page.getByRole('dialog', { name: 'Import a map' });
  await dialog.getByLabel('Files').setInputFiles(tiledMapFiles());
  await dialog.getByRole('button', { name: 'Read files' }).click();
  await dialog.getByRole('button', { name: 'Replace the draft' }).click();
  await expect(page.getByRole('button', { name: /problem/i })).toBeVisible();

  expect(workers.filter((path) => /import|problem/.test(path))).toHaveLength(2);
  expect(refusals).toEqual([]);
  // The watch itself works.
  await page.evaluate(() =>
    document.body.append(Object.assign(document.createElement('script'), { text: '0' })),
  );
  await expect.poll(() => refusals).toHaveLength(1);
  await atrium.remove();
});
