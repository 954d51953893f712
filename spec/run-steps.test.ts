import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { referenceOracle } from '../reference/batch-norm.ts';
import { defineVariant } from '../reference/variants/skeleton/define-variant.ts';
import { createContext } from '../src/harness/create-context.ts';
import { cases } from './arbitraries/cases.ts';
import type { Result, Step, Subject, TrainingResult } from './contract.ts';
import { planOf, stepOf } from './planned-calls.ts';
import type { Context } from './property.ts';
import { runSteps } from './run-steps.ts';

const seed = 37;
const subject = defineVariant({ id: 'any', kind: 'sound', symptom: 'None.' }).make();
const single = { ...subject, operations: subject.operations.filter((one) => one !== 'sequence') };

function contextOf(tested: Subject): Context {
  return createContext(tested, { oracle: referenceOracle, timeoutMs: 1000, way: null, grade: () => {} });
}

const aCase = cases({ maxElements: 80, minElementsPerChannel: 2 });

describe('the steps of a plan', () => {
  test('give on single calls what they give on the layer of the same subject', async () => {
    const [layer, calls] = [contextOf(subject), contextOf(single)];
    await fc.assert(
      fc.asyncProperty(aCase, async (given) => {
        const steps = planOf(given, layer).flatMap((planned): Step[] => [
          stepOf(planned, layer),
          { call: 'getState' },
        ]);
        const fromLayer = await runSteps(given, steps, layer);
        const fromCalls = await runSteps(given, steps, calls);
        expect(fromCalls).toHaveLength(steps.length);
        fromLayer.forEach((expected, k) => {
          const shared = Object.keys(expected).filter((name) => name in fromCalls[k]!);
          // The layer shows its state in more steps than it is asked for.
          const needed = { training: 1, inference: 1, gradient: 3, getState: 2, setState: 0 }[steps[k]!.call];
          expect(shared.length).toBeGreaterThanOrEqual(needed);
          for (const name of shared as (keyof typeof expected)[]) {
            expect(fromCalls[k]![name]).toEqual(expected[name]);
          }
        });
      }),
      { seed, numRuns: 80 },
    );
  });

  test('never reach a layer that the subject does not offer', async () => {
    const operations: string[] = [];
    const watched: Subject = {
      ...single,
      run: (request) => {
        operations.push(request.operation);
        return subject.run(request);
      },
    };
    const context = contextOf(watched);
    for (const given of fc.sample(aCase, { seed, numRuns: 30 })) {
      const plan = planOf(given, context);
      await runSteps(
        given,
        plan.map((planned) => stepOf(planned, context)),
        context,
      );
    }
    expect(new Set(operations)).toEqual(
      new Set(['training', 'inference', 'trainingGradient', 'inferenceGradient']),
    );
  });
});

describe('a subject that does not show its running statistics', () => {
  const secretive: Subject = {
    ...single,
    run: (request): Result => {
      const result = subject.run(request) as TrainingResult;
      return request.operation === 'training' ? { output: result.output } : result;
    },
  };

  test('reports no state after training, but the one that was set', async () => {
    const context = contextOf(secretive);
    const given = fc.sample(aCase, { seed, numRuns: 1 })[0]!;
    const { input } = context.requestOf('training', given);
    const { runningMean, runningVariance } = given;
    const steps: Step[] = [
      { call: 'training', input },
      { call: 'getState' },
      { call: 'setState', runningMean, runningVariance },
      { call: 'getState' },
    ];
    const [, afterTraining, , afterSet] = await runSteps(given, steps, context);
    expect(afterTraining).toEqual({});
    expect(afterSet).toEqual({ runningMean, runningVariance });
  });
});

test('a gradient before any forward call is an error of the plan, not of the subject', async () => {
  const context = contextOf(single);
  const given = fc.sample(aCase, { seed, numRuns: 1 })[0]!;
  const { gradOutput } = context.requestOf('trainingGradient', given);
  await expect(runSteps(given, [{ call: 'gradient', gradOutput }], context)).rejects.toThrow(
    'a gradient step needs a forward step before it',
  );
});
