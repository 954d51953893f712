import * as fc from 'fast-check';
import { cases, describeCase } from '../../../spec/arbitraries/cases.ts';
import type { ShapeChoice } from '../../../spec/arbitraries/shapes.ts';
import type { Conventions } from '../../../spec/contract.ts';
import { propertySeed } from '../../harness/property-seed.ts';
import { makeVector } from '../make-vector.ts';
import type { Truth } from '../truth.ts';
import type { Vector } from '../vector.ts';
import { float32Request, kebab, operations } from './operations.ts';

/** Where vectors of a width, blocks, and counters of eight bits begin or end. */
const choices: readonly ShapeChoice[] = [
  { shape: [5, 2], channelAxis: 1 },
  { shape: [9, 2], channelAxis: 1 },
  { shape: [2, 9], channelAxis: 0 },
  { shape: [17, 1], channelAxis: 1 },
  { shape: [33, 1], channelAxis: 1 },
  { shape: [67, 1], channelAxis: 1 },
  { shape: [1, 67], channelAxis: 0 },
  { shape: [131, 1], channelAxis: 1 },
  { shape: [263, 1], channelAxis: 1 },
  { shape: [2, 17], channelAxis: 1 },
  { shape: [2, 33], channelAxis: 1 },
  { shape: [17, 3], channelAxis: 0 },
  { shape: [2, 3, 5, 7], channelAxis: 1 },
  { shape: [2, 3, 5, 7], channelAxis: 3 },
];

/** One vector for each size and operation, of values without extremes. */
export function sizeVectors(seed: number, conventions: Conventions, truth: Truth): readonly Vector[] {
  return choices.flatMap((choice) => {
    const label = `size-${choice.shape.join('x')}-axis-${choice.channelAxis}`;
    const options = { gamma: 'present', beta: 'present', moderate: true, valueClasses: ['normal'] } as const;
    const arbitrary = cases({ ...options, shapes: fc.constant(choice) });
    const [given] = fc.sample(arbitrary, { seed: propertySeed(seed, label), numRuns: 1 });
    return operations.map(([operation, requirement]) => {
      const id = `${label}-${kebab(operation)}`;
      const request = float32Request(operation, given!);
      return makeVector({ id, requirement, comment: describeCase(given!), request }, conventions, truth);
    });
  });
}
