import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compare } from './compare.ts';
import type { Verdict } from './property.ts';
import { all, failed, held, judge, vacuous } from './verdict.ts';

const seed = 31;
const largest = (2 - 2 ** -23) * 2 ** 127;

const verdict: fc.Arbitrary<Verdict> = fc.oneof(
  fc.float({ min: 0, max: 1, noNaN: true }).map((ratio): Verdict => ({ verdict: 'passed', ratio })),
  fc
    .float({ min: 1, max: 100, minExcluded: true, noNaN: true })
    .map((ratio): Verdict => ({ verdict: 'failed', ratio, message: 'm' })),
  fc.constant(vacuous('nothing here')),
  fc.constant<Verdict>({ verdict: 'skipped', reason: 'not capable' }),
);

const ratioIn = (one: Verdict) => ('ratio' in one ? one.ratio : -1);
const worstOf = (some: readonly Verdict[]) => Math.max(...some.map(ratioIn));

describe('several verdicts as one', () => {
  test('are the worst failure, else the worst pass, else the first', () => {
    fc.assert(
      fc.property(fc.array(verdict, { minLength: 1, maxLength: 8 }), (verdicts) => {
        const joined = all(verdicts);
        const failures = verdicts.filter((one) => one.verdict === 'failed');
        const passes = verdicts.filter((one) => one.verdict === 'passed');
        const deciding = failures.length > 0 ? failures : passes;
        if (deciding.length === 0) {
          expect(joined).toBe(verdicts[0]);
          return;
        }
        expect(joined.verdict).toBe(deciding[0]!.verdict);
        expect(ratioIn(joined)).toBe(worstOf(deciding));
      }),
      { seed, numRuns: 500 },
    );
  });

  test('are vacuous where there are none', () => {
    expect(all([])).toEqual({ verdict: 'vacuous', reason: 'nothing to compare' });
  });

  test('fail by an exact failure before any failure with a bound', () => {
    const bounded: Verdict = { verdict: 'failed', ratio: 1e300, message: 'far out' };
    expect(all([held, bounded, failed('wrong bits')])).toMatchObject({ message: 'wrong bits' });
  });
});

describe('the verdict on a comparison', () => {
  const one = (actual: number, bound: number) =>
    judge(
      compare('output', Float32Array.of(actual), Float64Array.of(1), Float64Array.of(bound), largest),
      'the output is 1',
    );

  test('passes up to a ratio of 1 and fails beyond it, naming the law and the element', () => {
    fc.assert(
      fc.property(fc.integer({ min: -40, max: 40 }), (k) => {
        const error = Math.abs(k) / 16;
        const found = one(1 + k / 16, 1);
        expect(found.verdict).toBe(error <= 1 ? 'passed' : 'failed');
        expect(ratioIn(found)).toBeCloseTo(error, 5);
        if (found.verdict !== 'failed') return;
        expect(found.message).toBe('the output is 1');
        expect(found.mismatch).toMatchObject({ quantity: 'output', at: 0, expected: 1, actual: 1 + k / 16 });
      }),
      { seed, numRuns: 200 },
    );
  });

  test('fails for NaN, which no bound covers', () => {
    expect(one(Number.NaN, 1)).toMatchObject({ verdict: 'failed', ratio: Number.POSITIVE_INFINITY });
  });

  test('is vacuous where no element has a finite bound, or there is no element', () => {
    const reason = 'no element of the output is 1 has a finite bound';
    expect(one(5, Number.POSITIVE_INFINITY)).toEqual({ verdict: 'vacuous', reason });
    const none = new Float64Array(0);
    expect(judge(compare('output', none, none, none, largest), 'the output is 1').verdict).toBe('vacuous');
  });
});
