import { defineConfig } from 'vitest/config';

// Tests in a real Chromium: `npm run test:browser`, where the machine has one (its path may be given in BNCHECK_CHROMIUM).
export default defineConfig({
  test: {
    include: ['{src,spec,reference,scripts}/**/*.browser.test.ts'],
    testTimeout: 300_000,
    hookTimeout: 300_000,
    maxWorkers: 1,
  },
});
