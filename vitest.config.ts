import { defineConfig } from 'vitest/config';

const fast = ['tests/**/rules.test.ts', 'tests/**/*.calc.test.ts', 'tests/**/*.unit.test.ts', 'tests/house/*.test.ts'];

export default defineConfig({
  test: {
    projects: [
      { test: { name: 'fast', include: fast, environment: 'node', pool: 'threads', isolate: false } },
      {
        test: {
          name: 'full',
          include: ['tests/**/*.test.ts'],
          exclude: [...fast, 'tests/e2e/**'],
          environment: 'node',
          pool: 'forks',
          maxWorkers: 3, // most of a test on the real engine is waiting
          globalSetup: 'tests/helpers/servers.ts',
          retry: 1, // real servers on a busy machine; a second try is named in the output
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
