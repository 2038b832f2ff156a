import { defineConfig } from 'vitest/config';
import { LongestFirst } from './src/testing/sequencer.ts';

export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    // Vitest leaves one core to itself, which on a machine with two of them is half of it.
    maxWorkers: '100%',
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['src/**/*.test.ts', 'src/**/*.test.tsx', 'packages/*/src/**/*.test.ts'],
          globalSetup: ['src/testing/global-setup.ts'],
          env: { TZ: 'Europe/Berlin' },
          // Half of the time went into loading the same modules again for each file (docs/testing.md).
          isolate: false,
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['e2e/**/*.test.ts'],
          globalSetup: ['e2e/setup.ts'],
          env: { TZ: 'Europe/Berlin' },
          expect: { poll: { timeout: 5_000 } },
          testTimeout: 120_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
