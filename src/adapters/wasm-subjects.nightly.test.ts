import { expect, test } from 'vitest';
import { check } from '../cli/api.ts';
import '../kernels/wasm/testing/tested-builds.ts';
import { wasmSimdSubject, wasmSubject } from './wasm-subjects.ts';

const runs = [wasmSubject, wasmSimdSubject].flatMap((create) =>
  [21, 22, 23].map((seed) => ({ create, seed })),
);

test.each(runs)(
  'passes the suite of the tier ci with seed $seed, in the class forward',
  async ({ create, seed }) => {
    const { conformant, grade } = await check(create(), { tier: 'ci', seed });
    expect({ conformant, grade }).toEqual({ conformant: true, grade: 'forward' });
  },
);
