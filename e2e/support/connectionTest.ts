import { expect } from '@playwright/test';
import type { BrowserContext, Page } from '@playwright/test';

/** What the connection test of the lobby and of Settings is to say. */
export interface ExpectedVerdict {
  readonly network: string;
  readonly because: string;
  /** What was tried, and what came of it. */
  readonly tried: Readonly<Record<string, string>>;
}

const words = {
  en: {
    enter: 'Enter',
    open: 'Test your connection',
    start: /^Test (connection|again)$/,
    details: 'What was tried',
  },
  pt: {
    enter: 'Entrar',
    open: 'Testar sua conexão',
    start: /^Testar (conexão|de novo)$/,
    details: 'O que foi testado',
  },
};

/** The test in the lobby, in another tab of a Guest who has come in: it is for people with a token alone. */
export async function openTestOfLobby(
  context: BrowserContext,
  url: string,
  language: keyof typeof words = 'en',
): Promise<Page> {
  const first = await context.newPage();
  await first.goto(url);
  await first.getByRole('textbox').fill('Dora');
  await first.getByRole('button', { name: words[language].enter, exact: true }).click();
  await expect(first.getByRole('navigation').first()).toBeVisible();
  const page = await context.newPage();
  await page.goto(url);
  await page.getByText(words[language].open).click();
  return page;
}

/** Runs the connection test of the page, and reads all that it says. */
export async function testsConnection(
  page: Page,
  { network, because, tried }: ExpectedVerdict,
  language: keyof typeof words = 'en',
): Promise<void> {
  await page.getByRole('button', { name: words[language].start }).click();
  await expect(page.getByText(network)).toBeVisible();
  await expect(page.getByText(because)).toBeVisible();
  const details = page.locator('details').filter({ hasText: words[language].details }).last();
  if ((await details.getAttribute('open')) === null) await details.locator('summary').click();
  for (const [what, outcome] of Object.entries(tried))
    await expect(page.locator('dl div').filter({ hasText: what }).locator('dd')).toHaveText(outcome);
}
