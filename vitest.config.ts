import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{src,spec,reference,fixtures,scripts}/**/*.test.ts'],
    testTimeout: 60_000,
  },
});
