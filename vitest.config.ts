import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { BaseSequencer } from 'vitest/node';
import type { TestSpecification } from 'vitest/node';
import { nodeFlags } from './packages/server/src/testing/nodeFlags.ts';

/** Packages whose tests are about values and need no server, database or worker. */
const unitPackages = '{world,protocol,signaling,client}';
/** Tests that put something else in the place of a whole module: none may have loaded it before. */
const isolated = 'packages/*/src/**/*.isolated.test.ts';
/** Real sockets, databases and seeded fuzz share two cores with everything else on the machine. */
const patience = { testTimeout: 180_000, hookTimeout: 180_000, expect: { poll: { timeout: 120_000 } } };
/** No module keeps anything, so that files may share those they import: loading them took as long as half of the tests. */
const shared = {
  isolate: false,
  setupFiles: ['packages/world/src/testing/pinSeeds.ts'],
  ...patience,
};

const quickArgon2 = fileURLToPath(
  new URL('./packages/workspace/src/testing/quickArgon2.ts', import.meta.url),
);

/** They wait for most of their time. Begun first, they do so beside all others; begun last, a core has nothing to do. */
const waiting = ['control', 'slowUpload', 'slowSockets', 'folderLock'];

class WaitingFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const waits = ({ moduleId }: TestSpecification) =>
      waiting.some((name) => moduleId.endsWith(`/${name}.test.ts`));
    return [...sorted.filter(waits), ...sorted.filter((file) => !waits(file))];
  }
}

/** Vitest's own default is one less: half of a machine with two cores would wait. */
const cores = Math.max(2, availableParallelism() - 1);

export default defineConfig({
  test: {
    maxWorkers: cores,
    sequence: { sequencer: WaitingFirst },
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
          alias: [{ find: /^@node-rs\/argon2$/, replacement: quickArgon2 }],
          include: ['packages/*/{src,test}/**/*.test.ts'],
          exclude: [`packages/${unitPackages}/**`, isolated, '**/node_modules/**'],
          globalSetup: 'packages/server/test/support/buildServer.ts',
          // Half of the time they wait: for a server to start, a lock to run out, a slow line.
          maxWorkers: 2 * cores,
          sequence: { groupOrder: 1 },
          execArgv: [...nodeFlags],
          ...shared,
        },
      },
      { test: { name: 'isolated', include: [isolated], ...patience } },
    ],
  },
});
