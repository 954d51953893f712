import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { referenceOracle } from '../reference/batch-norm.ts';
import { defineVariant } from '../reference/variants/skeleton/define-variant.ts';
import { createContext } from '../src/harness/create-context.ts';
import { cases } from './arbitraries/cases.ts';
import type { Case, Operation } from './contract.ts';
import { layoutOf } from './layout.ts';
import { type PlannedCall, planOf, stepOf } from './planned-calls.ts';
import type { Context } from './property.ts';

const seed = 29;
const aCase = cases({ maxElements: 80 });
const subject = defineVariant({ id: 'any', kind: 'sound', symptom: 'None.' }).make();

function contextWith(operations: readonly Operation[]): Context {
  const offering = { ...subject, operations };
  return createContext(offering, {
    oracle: referenceOracle,
    timeoutMs: 1000,
    way: null,
    grade: () => {},
  });
}

const everything = contextWith(subject.operations);

/** Runs `look` on the plans of many cases. */
function forPlans(context: Context, look: (plan: readonly PlannedCall[], given: Case) => void): void {
  fc.assert(
    fc.property(aCase, (given) => {
      look(planOf(given, context), given);
    }),
    { seed, numRuns: 100 },
  );
}

describe('a plan of calls', () => {
  test('begins with the training call of the case and has one call more, or several', () => {
    forPlans(everything, (plan, given) => {
      expect(plan[0]).toEqual({ call: 'training', batch: given, mode: 'training', forward: 0 });
      expect(plan.length).toBeGreaterThanOrEqual(2);
    });
  });

  test('uses the state of a training call that comes after an inference', () => {
    forPlans(everything, (plan) => {
      plan.forEach(({ call }, k) => {
        const next = plan[k + 1];
        const inferred = plan.slice(0, k).some((earlier) => earlier.call === 'inference');
        if (call === 'training' && inferred && next) expect(next.call).toMatch(/inference|gradient/);
      });
    });
  });

  test('is the same for the same case', () => {
    forPlans(everything, (plan, given) => expect(planOf(given, everything)).toEqual(plan));
  });

  test('counts its forward calls, and a gradient is of the latest one', () => {
    forPlans(everything, (plan) => {
      let forward = -1;
      let latest: PlannedCall | null = null;
      for (const planned of plan) {
        if (planned.call === 'training' || planned.call === 'inference') {
          forward += 1;
          latest = planned;
          expect(planned.mode).toBe(planned.call);
        }
        expect(planned.forward).toBe(forward);
        expect(planned.batch).toBe(latest!.batch);
        expect(planned.mode).toBe(latest!.mode);
      }
    });
  });

  test('holds batches of the same channels whose arrays fit their shapes and are finite', () => {
    const sizes = new Set<boolean>();
    forPlans(everything, (plan, given) => {
      for (const { batch } of plan) {
        const { channels, m } = layoutOf(batch.shape, batch.channelAxis);
        expect(channels).toBe(given.shape[given.channelAxis]);
        expect([batch.input.length, batch.gradOutput.length]).toEqual([channels * m, channels * m]);
        expect(batch.input.every((x) => Number.isFinite(x))).toBe(true);
        sizes.add(batch.input.length === given.input.length);
      }
    });
    expect(sizes.size).toBe(2);
  });

  test('makes only calls that the subject offers', () => {
    const withoutGradients = contextWith(['training', 'inference']);
    const trainingOnly = contextWith(['training']);
    const seen = (context: Context) => {
      const calls = new Set<string>();
      forPlans(context, (plan) => {
        for (const { call } of plan) calls.add(call);
      });
      return [...calls].sort();
    };
    expect(seen(everything)).toEqual(['gradient', 'inference', 'setState', 'training']);
    expect(seen(withoutGradients)).toEqual(['inference', 'setState', 'training']);
    expect(seen(trainingOnly)).toEqual(['setState', 'training']);
  });

  test('asks, after a state was set, for what can tell whether it was used', () => {
    forPlans(everything, (plan) => {
      plan.forEach(({ call }, k) => {
        if (plan[k - 1]?.call === 'setState') expect(['inference', 'gradient']).toContain(call);
      });
    });
  });
});

test('a planned call becomes the step that makes it, in arrays of its own', () => {
  forPlans(everything, (plan) => {
    for (const planned of plan) {
      const step = stepOf(planned, everything);
      expect(step.call).toBe(planned.call);
      switch (step.call) {
        case 'training':
        case 'inference':
          expect(step.input).toEqual({ shape: planned.batch.shape, data: planned.batch.input });
          expect(step.input.data).not.toBe(planned.batch.input);
          break;
        case 'gradient':
          expect(step.gradOutput.data).toEqual(planned.batch.gradOutput);
          break;
        case 'setState':
          expect({ runningMean: step.runningMean, runningVariance: step.runningVariance }).toEqual(
            planned.state,
          );
          break;
      }
    }
  });
});
