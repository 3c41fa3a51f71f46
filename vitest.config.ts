import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['node_modules', 'test/long/**'],
    // Limits end what hangs; they are far from what a slow or busy machine needs.
    testTimeout: 300_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 30_000 } },
    // Many tests wait for sockets and processes of their own: a core less than there are would stand idle.
    maxWorkers: '100%',
    // A flaky test is a bug: it is never retried.
    retry: 0,
    // `.ci/run` counts the closing line of the plain reporter.
    reporters: ['default'],
  },
});
