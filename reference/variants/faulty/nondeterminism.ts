import { defineVariant, type Variant } from '../skeleton/define-variant.ts';
import { float32Steps as sound } from '../skeleton/float32-steps.ts';
import type { SingleRequest, Steps } from '../skeleton/steps.ts';

const f = Math.fround;

/** Steps that know whether they run in a second, fourth, ... call of an operation. */
const everySecond =
  (operation: SingleRequest['operation'], stepsFor: (second: () => boolean) => Partial<Steps>) => () => {
    let calls = 0;
    let second = false;
    const check = (request: SingleRequest) => {
      sound.check(request);
      if (request.operation === operation) calls += 1;
      second = request.operation === operation && calls % 2 === 0;
    };
    return { check, ...stepsFor(() => second) };
  };

/** Faults that depend on the number of the call, as races depend on timing. */
export const nondeterminismFaults: readonly Variant[] = [
  defineVariant({
    id: 'race-loses-an-element',
    kind: 'faulty',
    symptom: 'Every second training call misses one term of each mean, as with an unprotected update.',
    breaks: 'BN-TRAIN-REPEATABLE',
    evidence: 'TileOPs #1727',
    create: everySecond('training', (second) => ({
      mean: (x, steps) => {
        const seen = second() && x.length > 1 ? x.subarray(1) : x;
        return f(steps.sum(seen, steps) / x.length);
      },
    })),
  }),
  defineVariant({
    id: 'order-of-sums-varies',
    kind: 'faulty',
    symptom: 'Training calls add up in alternating order, so that equal calls differ in the last bits.',
    breaks: 'BN-TRAIN-DETERMINISTIC',
    evidence: 'pytorch #53691, tensorflow #2732',
    create: everySecond('training', (second) => ({
      sum: (terms, steps) => sound.sum(second() ? Array.from(terms).reverse() : terms, steps),
    })),
  }),
  defineVariant({
    id: 'inference-formula-varies',
    kind: 'faulty',
    symptom: 'Inference calls alternate between two formulas that differ in the last bits.',
    breaks: 'BN-INFER-DETERMINISTIC',
    create: everySecond('inference', (second) => ({
      normalize: (x, channel, steps, j) => {
        if (!second()) return sound.normalize(x, channel, steps, j);
        const { mean, invStd, gamma, beta } = channel;
        return f(f(f(x - mean) * f(gamma * invStd)) + beta);
      },
    })),
  }),
];
