import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decodeResult } from './json-result.ts';
import { decodeActivationSet } from './activation-set.ts';
import { decodeCase, encodeCase } from './json-case.ts';
import { decodeKnownFailures } from './known-failures.ts';
import { decodeFailure, encodeFailure } from './stored-failure.ts';
import { anyJson, mutatedJson } from './testing/mutated-json.ts';

const one = Float32Array.of(1, 2);
const given = {
  shape: [2, 1],
  channelAxis: 0,
  input: one,
  gradOutput: one,
  gamma: one,
  beta: null,
  runningMean: one,
  runningVariance: one,
  epsilon: 0.5,
  exponentialAverageFactor: 0.25,
  variation: 7,
};
const known = {
  subject: 's',
  requirement: 'BN-X',
  failure: 'f',
  reason: 'r',
  link: 'https://example.org/1',
  expires: '2999-01-01',
};
const ratios = { forward: 1, compensated: 1, blocked: 'Infinity', sequential: 1 };
const grade = {
  grade: 'none',
  worstRatio: ratios,
  byConditioning: [{ decade: 0, channels: 1, worstBits: 3, meanBits: 4 }],
};
const failure = encodeFailure({
  subject: 's',
  requirement: 'BN-X',
  way: null,
  seed: 1,
  case: given,
  before: [given],
  message: 'm',
});
const provenance = {
  script: 's',
  seed: 1,
  date: '2026-11-22',
  packages: { a: '1' },
  dataSource: 'd',
  dataLicence: 'l',
  network: 'n',
  batchSize: 2,
  progress: [{ step: 1, loss: 1, heldOutAccuracy: 0.5 }],
};

const decoders: readonly (readonly [name: string, decode: (json: unknown) => unknown, sound: unknown])[] = [
  ['a case', decodeCase, encodeCase(given)],
  ['a stored failure', decodeFailure, failure],
  [
    'a list of known failures',
    decodeKnownFailures,
    { format: 'bncheck/known-failures', version: 1, entries: [known] },
  ],
  [
    'a result',
    decodeResult,
    {
      subject: 's',
      version: null,
      conformant: true,
      grade: 'none',
      grades: { output: grade },
      seed: 1,
      tier: 'ci',
      requirements: [{ id: 'BN-X', level: 'MUST', outcome: 'passed' }],
    },
  ],
  [
    'a set of activations',
    decodeActivationSet,
    {
      format: 'bncheck/activations',
      version: 1,
      provenance,
      cases: [{ name: 'n', layer: 'l', phase: 'early', step: 1, case: encodeCase(given) }],
    },
  ],
];

describe.each(decoders)('the decoder of %s', (_, decode, sound) => {
  test('takes a sound one', () => {
    expect(() => decode(structuredClone(sound))).not.toThrow();
  });

  test('refuses anything else in one line that names the place, and never crashes', () => {
    fc.assert(
      fc.property(fc.oneof({ weight: 3, arbitrary: mutatedJson(sound) }, anyJson), (json) => {
        try {
          decode(json);
        } catch (error) {
          const { name, message } = error as Error;
          expect(name).toBe('Error');
          expect(message).not.toContain('\n');
          expect(message.length).toBeLessThanOrEqual(400);
          expect(message).toMatch(/^[a-z][\w ]*[^:]*: ./);
        }
      }),
      { seed: 90, numRuns: 150 },
    );
  });
});

test('no file gives anything to all objects', () => {
  expect(({} as { a?: unknown }).a).toBeUndefined();
});
