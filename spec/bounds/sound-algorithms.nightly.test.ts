/**
 * The theorems of sound-algorithms.test.ts at length: every algorithm on every case, and larger cases. Prints the largest error / bound
 * of each quantity, by accuracy class and by class of inputs. NIGHTLY_TIMES multiplies the number of cases.
 */
import fc from 'fast-check';
import { afterAll, describe, expect, test } from 'vitest';
import { cases } from '../arbitraries/cases.ts';
import { describeCase } from '../arbitraries/describe-case.ts';
import { finiteClasses } from '../arbitraries/value-classes.ts';
import type { Case } from '../contract.ts';
import { accuracyClasses } from './arithmetic.ts';
import { casesInFormat } from './testing/case-in-format.ts';
import { approachesOn, type Execution, executions, executionsByFormat } from './testing/executions.ts';
import { float32, simulatedFormats } from './testing/simulated-arithmetic.ts';
import { quantities } from './testing/worst-ratios.ts';

const times = Number(process.env.NIGHTLY_TIMES ?? 1);
const seeds = Array.from({ length: 3 * times }, (_, k) => k + 1);

/** Largest ratio by place (a class, a format), then by quantity. */
const worst = new Map<string, Map<string, number>>();

function note(place: string, quantity: string, ratio: number): void {
  const row = worst.get(place) ?? new Map<string, number>();
  worst.set(place, row.set(quantity, Math.max(row.get(quantity) ?? 0, ratio)));
}

function expectNoBreach(given: Case, place: string, some: readonly Execution[] = executions): void {
  const approaches = approachesOn(given, some);
  for (const { accuracy, quantity, ratio } of approaches) {
    note(place, quantity, ratio);
    note(`${some[0]!.format}, ${accuracy}`, quantity, ratio);
  }
  expect(
    approaches.filter(({ ratio }) => !(ratio <= 1)),
    describeCase(given),
  ).toEqual([]);
}

afterAll(() => {
  const rows = [...worst].map(([place, row]) => {
    const ratios = quantities.map((quantity) => (row.get(quantity) ?? 0).toFixed(2).padStart(6));
    return `${place.padEnd(24)}${ratios.join('')}`;
  });
  console.log([`error / bound of ${quantities.join(', ')}`, ...rows].join('\n'));
});

describe.each(seeds)('no sound algorithm leaves the bounds of its class (seed %i)', (seed) => {
  test.each(finiteClasses)('on channels of the class %s', (valueClass) => {
    const ofClass = casesInFormat(float32, 400, [valueClass]);
    for (const given of fc.sample(ofClass, { seed, numRuns: 100 })) expectNoBreach(given, valueClass);
  });

  test('on channels of mixed classes, with huge and tiny gradients and parameters and any epsilon', () => {
    const mixed = casesInFormat(float32, 400);
    for (const given of fc.sample(mixed, { seed, numRuns: 500 })) expectNoBreach(given, 'mixed');
  });

  test.each(simulatedFormats.slice(1))('in $name', (format) => {
    const some = executionsByFormat.get(format.name)!;
    const most = format.format === 'bfloat16' ? 64 : 300;
    for (const given of fc.sample(casesInFormat(format, most), { seed, numRuns: 200 })) {
      expectNoBreach(given, format.name, some);
    }
  });

  test('on channels of up to 70000 elements', () => {
    const long = cases({ shapes: fc.constantFrom(...longShapes) });
    for (const given of fc.sample(long, { seed, numRuns: 6 })) expectNoBreach(given, 'long');
  });
});

test('every accuracy class has its algorithms', () => {
  expect(new Set(executions.map(({ accuracy }) => accuracy))).toEqual(new Set(accuracyClasses));
});

const longShapes = [
  { shape: [1000, 2], channelAxis: 1 },
  { shape: [3, 1, 4097], channelAxis: 1 },
  { shape: [70_000, 1], channelAxis: 1 },
];
