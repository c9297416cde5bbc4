import { defineConfig } from 'vitest/config';

export default defineConfig({
  resolve: { conditions: ['@homestar/source'] },
  ssr: { resolve: { conditions: ['@homestar/source', 'node'] } },
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    testTimeout: 30_000,
  },
});
