import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { builds, compileKernels, generated } from '../../../scripts/wasm/compile-kernels.mjs';

test.each(builds)('compiling the sources gives $file, byte by byte', async (build) => {
  expect(await compileKernels(build)).toBe(readFileSync(join(generated, build.file), 'utf8'));
});
