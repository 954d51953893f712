/** A layer without gamma or beta is a path of its own: mutants of a layer showed that no case went along it. */
import { describe, expect, test } from 'vitest';
import { defineVariant } from '../../reference/variants/skeleton/define-variant.ts';
import type { Layer } from '../../reference/variants/skeleton/steps.ts';
import type { SequenceRequest } from '../../spec/contract.ts';
import { accusationsOf } from './testing/accusations.ts';

/** A layer that does something else where it has no gamma or no beta, and is sound in all single calls. */
function layerThat(name: string, layer: (sound: Layer, request: SequenceRequest) => Layer) {
  return defineVariant({
    id: name,
    kind: 'faulty',
    breaks: 'BN-EDGE-ABSENT-AFFINE',
    symptom: name,
    layer: (sound, _, request) =>
      request.gamma === null || request.beta === null ? layer(sound, request) : sound,
  });
}

const faults = [
  layerThat('throws', () => () => {
    throw new TypeError('no gamma');
  }),
  layerThat('keeps its statistics', (sound, request) => (step) => {
    if (step.call !== 'getState') return sound(step);
    return { runningMean: request.runningMean.slice(), runningVariance: request.runningVariance.slice() };
  }),
];

describe('a layer without gamma or beta that', () => {
  test.each(faults)('$id is noticed, by the requirement for that and by no other', async (variant) => {
    const found = await accusationsOf(variant, { seed: 3, runs: 6 });
    expect(found.map((line) => line.split(' ')[0])).toEqual(['BN-EDGE-ABSENT-AFFINE']);
  });
});
