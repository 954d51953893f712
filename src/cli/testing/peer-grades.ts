import * as fc from 'fast-check';
import { referenceOracle } from '../../../reference/batch-norm.ts';
import type { AccuracyClass } from '../../../spec/bounds/arithmetic.ts';
import type { Case, Subject } from '../../../spec/contract.ts';
import { properties } from '../../../spec/properties.ts';
import { check } from '../../harness/check.ts';
import type { SuiteResult } from '../../harness/outcome.ts';
import { tiers } from '../../harness/tiers.ts';

/** How a library of npm takes the sums of a training batch, and the class that such sums keep to, by the theorems of spec/bounds. */
export interface SummedPeer {
  readonly name: string;
  readonly sums: string;
  readonly grade: AccuracyClass | 'none';
}

const oneAccumulator = 'one float32 accumulator, mean first';

/** For a matrix [batch, channels], where every library adds over the first axis. */
export const matrixPeers: readonly SummedPeer[] = [
  { name: 'builtin:reference', sums: 'compensated float64, the mean in two numbers', grade: 'forward' },
  { name: 'builtin:typescript', sums: 'float64, the mean never rounded to float32', grade: 'forward' },
  { name: 'tfjs:cpu', sums: 'float64, the mean stored in float32', grade: 'compensated' },
  { name: 'tfjs:wasm', sums: oneAccumulator, grade: 'sequential' },
  { name: 'onnxruntime-node', sums: oneAccumulator, grade: 'sequential' },
  { name: 'jax-js', sums: 'squares of the input, in one pass', grade: 'none' },
];

/** ONNX Runtime adds the elements of an image with the lanes of vector registers, side by side. */
export const imagePeer: SummedPeer = {
  name: 'onnxruntime-node',
  sums: 'float32 lanes, mean first',
  grade: 'blocked',
};

/** What `check` finds about one case in one way of use, by the properties of some requirements. */
export function checkOn(
  subject: Subject,
  given: Case,
  requirements: readonly string[],
  way: string | null = subject.ways?.[0] ?? null,
): Promise<SuiteResult> {
  const chosen = properties.filter(({ requirement }) => requirements.includes(requirement));
  return check(way === null ? subject : { ...subject, ways: [way] }, {
    tier: { ...tiers.smoke, shrinkBudget: 0 },
    seed: 1,
    runs: 1,
    timeoutMs: 20_000,
    properties: chosen.map((property) => ({ ...property, cases: fc.constant(given) })),
    oracle: referenceOracle,
    exactOracle: referenceOracle,
    recorded: [],
  });
}
