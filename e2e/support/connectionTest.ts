import { expect } from '@playwright/test';
import type { Page } from '@playwright/test';

/** What the connection test of the lobby and of Settings is to say. */
export interface ExpectedVerdict {
  readonly network: string;
  readonly because: string;
  /** What was tried, and what came of it. */
  readonly tried: Readonly<Record<string, string>>;
}

const words = {
  en: { start: /^Test (connection|again)$/, details: 'What was tried' },
  pt: { start: /^Testar (conexão|de novo)$/, details: 'O que foi testado' },
};

/** Runs the connection test of the page, and reads all that it says. */
export async function testsConnection(
  page: Page,
  { network, because, tried }: ExpectedVerdict,
  language: keyof typeof words = 'en',
): Promise<void> {
  await page.getByRole('button', { name: words[language].start }).click();
  await expect(page.getByText(network)).toBeVisible();
  await expect(page.getByText(because)).toBeVisible();
  await page.getByText(words[language].details).click();
  for (const [what, outcome] of Object.entries(tried))
    await expect(page.locator('dl div').filter({ hasText: what }).locator('dd')).toHaveText(outcome);
}
