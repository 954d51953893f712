import { defineConfig } from 'vitest/config';

// `npm run test:site`: what the pages compute, then the built site in a real Chromium.
export default defineConfig({
  test: {
    root: import.meta.dirname,
    include: ['{build,components,faults,playground,tests}/**/*.test.ts'],
    testTimeout: 300_000,
    hookTimeout: 120_000,
    maxWorkers: 1,
    // Pages that are visited at once.
    maxConcurrency: 2,
  },
});
