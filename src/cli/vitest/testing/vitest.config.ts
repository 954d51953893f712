import { defineConfig } from 'vitest/config';

/** For the run inside a test: what a failing subject looks like. */
export default defineConfig({ test: { root: import.meta.dirname, include: ['faulty.nested.ts'] } });
