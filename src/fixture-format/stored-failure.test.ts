import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { anyCase } from './any-case.ts';
import { decodeFailure, encodeFailure, type StoredFailure } from './stored-failure.ts';

const seed = 20150211;

const anyFailure: fc.Arbitrary<StoredFailure> = fc.record(
  {
    subject: fc.string({ unit: 'binary' }),
    requirement: fc.string(),
    way: fc.option(fc.string()),
    seed: fc.integer(),
    case: anyCase,
    before: fc.array(anyCase, { maxLength: 3 }),
    message: fc.string({ unit: 'binary' }),
  },
  { noNullPrototype: true },
);

const one = fc.sample(
  anyFailure.filter(({ before }) => before.length > 1),
  { seed, numRuns: 1 },
)[0]!;
const json = encodeFailure(one);

test('every failure survives JSON text', () => {
  const property = fc.property(anyFailure, (failure) => {
    expect(decodeFailure(JSON.parse(JSON.stringify(encodeFailure(failure))))).toStrictEqual(failure);
  });
  fc.assert(property, { seed });
});

test.each([
  [
    { format: 'bncheck/activations' },
    'failure.format: expected "bncheck/failure", given "bncheck/activations"',
  ],
  [{ version: 2 }, 'failure.version: expected 1, given 2'],
  [{ seed: 0.5 }, 'failure.seed: expected int, received number, given 0.5'],
  [{ when: 'now' }, 'failure: Unrecognized key: "when"'],
])('a failure with %j is refused with the path and the rule', (change, message) => {
  expect(() => decodeFailure({ ...json, ...change })).toThrow(new Error(message));
});

test('a fault in a call that came before is told with its place', () => {
  const before = json.before.map((given, index) => (index === 1 ? { ...given, channelAxis: 9 } : given));
  expect(() => decodeFailure({ ...json, before })).toThrow(
    /^failure\.before\[1\]\.channelAxis: 9 is not an axis/,
  );
});
