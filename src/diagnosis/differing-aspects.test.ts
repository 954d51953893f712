import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { combined } from '../../reference/variants/combined.ts';
import { faultyVariants } from '../../reference/variants/faulty.ts';
import { skeletonConventions } from '../../reference/variants/skeleton/define-variant.ts';
import { soundVariants } from '../../reference/variants/sound.ts';
import type { Subject } from '../../spec/contract.ts';
import { absentAffineCalls, historyCalls, plainCalls } from './calls-of-case.ts';
import type { Probe } from './probe.ts';
import { layerCall } from './layer-call.ts';
import { plainQuestions } from './questions.ts';
import { record } from './record.ts';

const options = { way: null, timeoutMs: 1000 };
const skeleton = () => combined([], skeletonConventions);
const { operations } = skeleton();
const algorithms = soundVariants.filter(
  (variant) => JSON.stringify(variant.make().conventions) === JSON.stringify(skeletonConventions),
);

/** Every kind of well-formed calls on some plain cases. */
function probes(seed: number, count: number): readonly Probe[] {
  return plainQuestions(seed, count).flatMap(({ given }) => {
    const kinds = [plainCalls, historyCalls, absentAffineCalls].map((calls) => calls(given, operations));
    return [...kinds, [layerCall(given, operations)!]].map((calls) => ({ name: 'a probe', calls }));
  });
}

const wrongIn = async (subject: Subject, probe: Probe) => {
  const { calls } = await record(probe, subject, skeleton(), skeletonConventions, options);
  return new Set(calls.flatMap(({ wrong }) => wrong));
};

test('no sound algorithm differs from another in its numbers, whatever the calls', async () => {
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...algorithms), fc.nat(), async (variant, seed) => {
      const subject = variant.make();
      for (const probe of probes(seed, 1))
        expect([...(await wrongIn(subject, probe))], variant.id).toEqual([]);
    }),
    { seed: 1, numRuns: 25 },
  );
});

const differing: readonly (readonly [id: string, aspect: string])[] = [
  ['momentum-reversed', 'numbers'],
  ['layer-restores-mean-only', 'layer'],
  ['input-overwritten', 'memory'],
  ['output-buffer-reused', 'memory'],
  ['grad-input-shares-grad-output', 'memory'],
  ['order-of-sums-varies', 'bits'],
  ['output-in-float64', 'numbers'],
  ['training-throws-without-gamma', 'numbers'],
  ['grad-beta-accumulates', 'numbers'],
  ['statistics-cached-by-buffer', 'numbers'],
];

test.each(differing)('%s differs in its %s', async (id, aspect) => {
  const subject = faultyVariants.find((variant) => variant.id === id)!.make();
  const wrong = new Set<string>();
  for (const probe of probes(3, 3)) for (const one of await wrongIn(subject, probe)) wrong.add(one);
  expect(wrong).toContain(aspect);
});
