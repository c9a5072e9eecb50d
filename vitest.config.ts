import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';

/** Packages whose tests are about values and need no server, database or worker. */
const unitPackages = '{world,protocol,signaling,client}';
/** Tests that put something else in the place of a whole module: none may have loaded it before. */
const isolated = 'packages/*/src/**/*.isolated.test.ts';
/** Real sockets, databases and seeded fuzz share two cores with everything else on the machine. */
const patience = { testTimeout: 180_000, hookTimeout: 180_000 };
/** No module keeps anything, so that files may share those they import: loading them took as long as half of the tests. */
const shared = { isolate: false, ...patience };

export default defineConfig({
  test: {
    // Vitest's own default is one less than the cores: half of a machine with two would wait.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      {
        test: {
          name: 'unit',
          include: [`packages/${unitPackages}/{src,test}/**/*.test.{ts,tsx}`],
          ...shared,
        },
      },
      {
        test: {
          name: 'integration',
          include: ['packages/*/{src,test}/**/*.test.ts'],
          exclude: [`packages/${unitPackages}/**`, isolated, '**/node_modules/**'],
          globalSetup: 'packages/server/test/support/buildServer.ts',
          ...shared,
        },
      },
      { test: { name: 'isolated', include: [isolated], ...patience } },
    ],
  },
});
