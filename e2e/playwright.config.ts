import { defineConfig } from '@playwright/test';

/** Specs whose pages send sound and pictures: they measure what is heard, and have the machine to themselves. */
const mediaSpecs = 'media/**/*.spec.ts';
/** Specs that drive another browser by themselves: Firefox, by WebDriver BiDi. */
const firefoxSpecs = 'firefox/**/*.spec.ts';
/** Specs that drive WebKitGTK by themselves, by W3C WebDriver. */
const webKitSpecs = 'webkit/**/*.spec.ts';

/**
 * Real Chromium, the system's own. `scripts/test.mjs` runs one project after the other, so that the surface's two
 * workers do not disturb the specs that measure sound.
 */
export default defineConfig({
  testDir: '.',
  // Tests of a file share its server, and run in their order.
  fullyParallel: false,
  workers: 2,
  timeout: 120_000,
  expect: { timeout: 20_000 },
  forbidOnly: process.env['CI'] !== undefined,
  projects: [
    { name: 'surface', testMatch: '**/*.spec.ts', testIgnore: [mediaSpecs, firefoxSpecs, webKitSpecs] },
    { name: 'media', testMatch: mediaSpecs, workers: 1 },
    { name: 'firefox', testMatch: firefoxSpecs, workers: 1, expect: { timeout: 40_000 } },
    { name: 'webkit', testMatch: webKitSpecs, workers: 1 },
  ],
  use: {
    viewport: { width: 1024, height: 768 },
    launchOptions: {
      executablePath: process.env['ATRIUM_CHROMIUM'] ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
});
