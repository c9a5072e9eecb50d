import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import AxeBuilder from '@axe-core/playwright';
import { makeCertificate } from '@atrium/server/testing';
import { startAtrium } from '../support/startAtrium.ts';
import { enter, joinBy, makeLink, setUpWorkspace } from '../support/workspace.ts';

const dayMs = 86_400_000;

test('Admins are told in the World that the certificate ends soon, until they dismiss it; Members are not', async ({
  browser,
}) => {
  const folder = await mkdtemp(join(tmpdir(), 'atrium-certificate-'));
  const [ATRIUM_TLS_CERT, ATRIUM_TLS_KEY] = [join(folder, 'certificate.pem'), join(folder, 'key.pem')];
  const daysFromNow = (days: number) => new Date(Date.now() + days * dayMs);
  const { certificate, key } = await makeCertificate(daysFromNow(-80), daysFromNow(10));
  await writeFile(ATRIUM_TLS_CERT, certificate);
  await writeFile(ATRIUM_TLS_KEY, key, { mode: 0o600 });
  const atrium = await startAtrium({ ATRIUM_ACCOUNTS: 'on', ATRIUM_TLS_CERT, ATRIUM_TLS_KEY });
  const options = { ignoreHTTPSErrors: true, viewport: { width: 390, height: 844 } };
  const ada = await setUpWorkspace(browser, atrium, options);
  const ben = await joinBy(await makeLink(ada, atrium, 'Create invitation'), browser, 'Ben', options);
  await ada.goto(`${atrium.url}/`);
  await enter(ada);
  await enter(ben);

  const bar = ada.getByRole('alert').filter({ hasText: 'The certificate of this server ends soon.' });
  await expect(bar).toBeVisible();
  await expect(bar).toBeInViewport({ ratio: 1 });
  expect((await new AxeBuilder({ page: ada }).analyze()).violations).toEqual([]);
  const [live] = await Promise.all([ada.waitForEvent('popup'), bar.getByRole('link').click()]);
  await expect(live.getByText('The certificate of this server ends soon.').first()).toBeVisible();
  await bar.getByRole('button', { name: 'Dismiss' }).click();
  await expect(bar).toBeHidden();
  // Ben has had the same time to be told, and more.
  await expect(ben.getByText('certificate')).toHaveCount(0);

  await Promise.all([ada.context().close(), ben.context().close()]);
  await atrium.remove();
  await rm(folder, { recursive: true });
});
