/**
 * The replicas must see and overlook what the suites that they stand for see and overlook: the pattern that a survey of the
 * published data and pass rules found, for the variants that exist here.
 */
import { describe, expect, test } from 'vitest';
import { variantOf } from '../all-variants.ts';
import { rivals } from '../run-rivals.ts';

const caught = 'caught';
const passes = 'passes';

/** Verdicts in the order WebNN, ONNX, Keras, benchdnn; null where the survey left the surface out of its count. */
type Verdict = typeof caught | typeof passes | null;

const pattern: readonly (readonly [string, Verdict, Verdict, Verdict, Verdict])[] = [
  ['pairwise-sums', passes, passes, passes, passes],
  ['two-pass-naive-sums', passes, passes, passes, passes],
  ['float64-statistics', passes, passes, passes, passes],
  ['welford', passes, passes, passes, caught],
  ['folded-scale-and-shift', caught, passes, passes, caught],
  ['epsilon-ignored', passes, caught, passes, caught],
  ['epsilon-outside-root', caught, caught, caught, caught],
  ['epsilon-hard-coded', passes, caught, passes, caught],
  ['normalizes-by-corrected-variance', passes, caught, caught, caught],
  ['one-pass-variance', passes, passes, passes, null],
  ['running-variance-biased', passes, caught, caught, passes],
  ['momentum-reversed', passes, caught, caught, passes],
  ['running-statistics-never-updated', passes, caught, caught, passes],
  // Where running variances are not corrected, as in the survey, Keras's momentum of 0 hides this one.
  ['training-uses-updated-running-statistics', passes, caught, caught, caught],
  ['output-in-float16', caught, null, null, caught],
  ['gamma-ignored', caught, caught, passes, caught],
  ['grad-input-without-mean-of-grad', passes, passes, passes, caught],
  ['grad-input-without-variance-term', passes, passes, passes, caught],
  ['grad-input-without-gamma', passes, passes, passes, caught],
  ['grad-gamma-of-input', passes, passes, passes, caught],
  ['grad-input-divides-by-m-minus-1', passes, passes, passes, caught],
  ['inference-gradient-by-training-formula', passes, passes, passes, caught],
];

describe('each replica catches and overlooks what the survey found', () => {
  test.each(pattern)('%s', (id, ...expected) => {
    const verdicts = rivals.map(({ rejection }) =>
      rejection(variantOf(id).make()) === null ? passes : caught,
    );
    const asked = verdicts.map((verdict, i) => (expected[i] === null ? null : verdict));
    expect(asked).toEqual(expected);
  });
});

test('the folded form, which libraries ship, is turned away by a limit of 6 ULP', () => {
  const webnn = rivals.find(({ name }) => name.startsWith('WebNN'))!;
  expect(webnn.rejection(variantOf('folded-scale-and-shift').make())).not.toBeNull();
});

test('a subject that throws is turned away with its own words', () => {
  for (const { rejection } of rivals) {
    const run = () => {
      throw new Error('out of order');
    };
    expect(rejection({ ...variantOf('pairwise-sums').make(), run })).toContain('out of order');
  }
});
