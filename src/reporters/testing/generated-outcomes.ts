import * as fc from 'fast-check';
import type { Case } from '../../../spec/contract.ts';
import { layoutOf } from '../../../spec/layout.ts';
import { requirements } from '../../../spec/requirements.ts';
import type { Counterexample, Outcome, SuiteResult } from '../../harness/outcome.ts';
import { isBroken } from '../broken.ts';
import type { MatrixRow } from '../matrix-row.ts';

/** Any text, with escape sequences, invisible characters and markup among it. */
export const hostileText = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom(
    '\u001b[2J\u001b[31mred',
    'a\r\nb\u0000c',
    '\u202eright to left',
    '``` | <b> [x](y) *z* ```',
    'long '.repeat(200),
    'x'.repeat(400),
    '',
  ),
);

const number = fc.oneof(fc.double(), fc.float(), fc.constantFrom(Number.POSITIVE_INFINITY, Number.NaN, -0));

/** Cases of any shape up to rank 4, with empty ones, and any float32 values. */
export const anyCase: fc.Arbitrary<Case> = fc
  .array(fc.integer({ min: 0, max: 5 }), { minLength: 1, maxLength: 4 })
  .chain((shape) => fc.record({ shape: fc.constant(shape), channelAxis: fc.nat({ max: shape.length - 1 }) }))
  .chain(({ shape, channelAxis }) => {
    const { channels } = layoutOf(shape, channelAxis);
    const values = (length: number) => fc.float32Array({ minLength: length, maxLength: length });
    const size = shape.reduce((a, b) => a * b, 1);
    return fc.record({
      shape: fc.constant(shape),
      channelAxis: fc.constant(channelAxis),
      input: values(size),
      gradOutput: values(size),
      gamma: fc.option(values(channels)),
      beta: fc.option(values(channels)),
      runningMean: values(channels),
      runningVariance: values(channels),
      epsilon: fc.float(),
      exponentialAverageFactor: fc.float({ min: 0, max: 1 }),
      variation: fc.nat(),
    });
  });

const counterexample: fc.Arbitrary<Counterexample> = fc
  .record({
    case: anyCase,
    way: fc.option(hostileText),
    message: hostileText,
    foundElements: fc.nat(),
    foundAt: fc.integer({ min: 1, max: 1000 }),
    mismatch: fc.option(
      fc.record({
        quantity: fc.oneof(fc.constantFrom('output', 'gradInput', 'runningMean'), hostileText),
        at: fc.nat({ max: 700 }),
        expected: number,
        actual: number,
        error: number,
        bound: number,
        ratio: number,
      }),
    ),
  })
  .map(({ mismatch, ...rest }) => (mismatch === null ? rest : { ...rest, mismatch }));

/** Any outcome, of a requirement of the specification or of one that it does not know. */
export const anyOutcome: fc.Arbitrary<Outcome> = fc
  .record({
    requirement: fc.oneof(fc.constantFrom(...requirements.map(({ id }) => id)), hostileText),
    level: fc.constantFrom('MUST', 'SHOULD', 'MAY'),
    outcome: fc.constantFrom('passed', 'failed', 'errored', 'timedOut', 'skipped', 'vacuous'),
    cases: fc.nat(),
    vacuous: fc.nat(),
    skipped: fc.nat(),
    worstRatio: number,
    reason: hostileText,
    counterexample,
  })
  .map(({ reason, counterexample, ...rest }) => {
    if (isBroken(rest)) return { ...rest, counterexample };
    return rest.outcome === 'passed' ? rest : { ...rest, reason };
  });

const accuracy = fc.constantFrom('forward', 'compensated', 'blocked', 'sequential', 'none');

export const anyResult: fc.Arbitrary<SuiteResult> = fc.record({
  subject: hostileText,
  version: fc.option(hostileText),
  language: fc.option(hostileText),
  tier: fc.constantFrom('smoke', 'ci'),
  share: fc.constantFrom(1, 0.1),
  seed: fc.nat(),
  conformant: fc.boolean(),
  grade: accuracy,
  grades: fc.dictionary(
    hostileText,
    fc.record({
      grade: accuracy,
      worstRatio: fc.record({ forward: number, compensated: number, blocked: number, sequential: number }),
      byConditioning: fc.array(
        fc.record({
          decade: fc.nat(9),
          channels: fc.nat(),
          worstBits: fc.double({ min: 0, max: 53, noNaN: true }),
          meanBits: fc.double({ min: 0, max: 53, noNaN: true }),
        }),
        { maxLength: 10 },
      ),
    }),
  ),
  outcomes: fc.array(anyOutcome, { maxLength: 6 }),
});

export const anyRow: fc.Arbitrary<MatrixRow> = fc.oneof(
  fc.record({ name: hostileText, problem: hostileText }),
  fc.record({
    name: hostileText,
    report: fc.record({
      result: anyResult,
      dtype: fc.constantFrom('float32', 'float64'),
      replayOf: fc.constant((requirement: string) => `npx bncheck replay ${requirement}`),
    }),
  }),
);
