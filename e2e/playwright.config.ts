import { fileURLToPath } from 'node:url';
import { defineConfig } from '@playwright/test';
import { headlessShell } from './support/browsers.ts';

/** From the root of the disk: a clone may be in a folder that has the name of one of ours. */
const specsIn = (folder: string) => fileURLToPath(new URL(`${folder}/**/*.spec.ts`, import.meta.url));

/** Specs whose pages send sound and pictures. */
const mediaSpecs = specsIn('media');
/** Specs that measure for how many milliseconds nothing is heard: they have the machine to themselves. */
const gapSpecs = specsIn('gaps');
/** Specs that look at containers: `npm run test:deploy` starts them. */
const deploySpecs = specsIn('deploy');
/** Specs that take the pictures of README.md and the guide: `npm run record` starts them. */
const recordSpecs = specsIn('record');
/** Specs that drive another browser by themselves: Firefox, by WebDriver BiDi. */
const firefoxSpecs = specsIn('firefox');
/** Specs that drive WebKitGTK by themselves, by W3C WebDriver. */
const webKitSpecs = specsIn('webkit');

/**
 * Real browsers, the system's own. `scripts/test.mjs` runs the specs that measure gaps in sound after all others, so
 * that nothing disturbs them.
 */
export default defineConfig({
  testDir: '.',
  // Tests of a file share its server, and run in their order.
  fullyParallel: false,
  // More than there are cores: those that wait for a page leave theirs to others.
  workers: 4,
  // What holds ends the wait at once; a machine that many share takes its time.
  timeout: 240_000,
  expect: { timeout: 40_000 },
  forbidOnly: process.env['CI'] !== undefined,
  // What goes one file at a time begins first, so that it does not go on alone at the end.
  projects: [
    { name: 'firefox', testMatch: firefoxSpecs, workers: 1, expect: { timeout: 60_000 } },
    { name: 'webkit', testMatch: webKitSpecs, workers: 1, expect: { timeout: 120_000 } },
    // They wait for much of their time: for what people hear, and no longer hear.
    { name: 'media', testMatch: mediaSpecs },
    {
      name: 'surface',
      testMatch: '**/*.spec.ts',
      testIgnore: [mediaSpecs, gapSpecs, firefoxSpecs, webKitSpecs, deploySpecs, recordSpecs],
    },
    { name: 'gaps', testMatch: gapSpecs, workers: 2 },
    { name: 'deploy', testMatch: deploySpecs, workers: 1 },
    { name: 'record', testMatch: recordSpecs, workers: 1, timeout: 600_000, use: { actionTimeout: 30_000 } },
  ],
  use: {
    // What never can be clicked says so, long before its test is over.
    actionTimeout: 60_000,
    viewport: { width: 1024, height: 768 },
    launchOptions: {
      executablePath: headlessShell,
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
