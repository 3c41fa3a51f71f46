import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['node_modules', 'test/long/**'],
    testTimeout: 30_000,
    hookTimeout: 60_000,
    // A flaky test is a bug: it is never retried.
    retry: 0,
    // `.ci/run` counts the closing line of the plain reporter.
    reporters: ['default'],
  },
});
