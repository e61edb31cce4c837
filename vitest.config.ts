import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/empty-books-setup.ts'],
    setupFiles: ['test/support/one-thread.ts'],
    // Vitest would leave a core idle on a machine of two.
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
});
