import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { builds, generated, sourceHash } from '../../../scripts/wasm/compile-kernels.mjs';

// That compiling them gives these very bytes takes half a minute, and is tested nightly and by the gate.
test.each(builds)('$file was made from the sources as they are', ({ file }) => {
  expect(readFileSync(join(generated, file), 'utf8')).toContain(`// Sources: ${sourceHash()}\n`);
});
