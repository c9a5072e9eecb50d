import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['packages/*/src/**/*.test.{ts,tsx}', 'packages/*/test/**/*.test.ts'],
    // Real sockets and seeded fuzz share two cores with everything else on the machine.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
