import { defineConfig } from 'vitest/config';

/** The long runs: `npx vitest run --config vitest.nightly.config.ts`. */
export default defineConfig({
  test: {
    include: ['{src,spec,reference,fixtures,scripts}/**/*.nightly.test.ts'],
    testTimeout: 3_600_000,
  },
});
