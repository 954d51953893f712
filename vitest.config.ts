import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{src,spec,reference,fixtures,scripts,examples,site/playground,site/faults}/**/*.test.ts'],
    exclude: ['**/node_modules/**', '**/dist/**', '**/*.nightly.test.ts', '**/*.browser.test.ts'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
    // All cores: the default leaves one of two idle.
    maxWorkers: '100%',
    // Modules are loaded once a worker, not once a file: they hold no state that a test could leave behind.
    isolate: false,
  },
});
