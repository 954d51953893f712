/**
 * A layer over several calls. What each call must give follows from the running statistics that the layer itself showed just before, so
 * errors do not add up over the steps and each step is judged by the bounds of one call.
 */
import { cases } from '../arbitraries/cases.ts';
import { inferenceGradientBounds, trainingGradientBounds } from '../bounds/gradient-bounds.ts';
import { inferenceBounds } from '../bounds/inference-bounds.ts';
import { trainingBounds } from '../bounds/training-bounds.ts';
import { compare } from '../compare.ts';
import type { Case, Step, StepResult, Values } from '../contract.ts';
import { type PlannedCall, planOf, type State, stepOf } from '../planned-calls.ts';
import type { Context, Property, Verdict } from '../property.ts';
import { runSteps } from '../run-steps.ts';
import { all, judge } from '../verdict.ts';

/** Training, inference and gradient calls in any order: outputs and running statistics follow the definition. */
export const stateSequence: Property = {
  requirement: 'BN-STATE-SEQUENCE',
  needs: ['training'],
  cases: cases({ gamma: 'present', beta: 'present', maxElements: 600 }),
  check: async (given, context) => {
    const plan = planOf(given, context);
    const steps = plan.flatMap((planned): Step[] => [stepOf(planned, context), { call: 'getState' }]);
    const results = await runSteps(given, steps, context);
    const verdicts: Verdict[] = [];
    let state: State = { runningMean: given.runningMean, runningVariance: given.runningVariance };
    /** The state before each forward call: what its gradient belongs to. */
    const before: State[] = [];
    plan.forEach((planned, k) => {
      if (planned.call === 'training' || planned.call === 'inference') before.push(state);
      const [answer, after] = [results[2 * k]!, results[2 * k + 1]!];
      const name = `call ${k + 1} of ${plan.map(({ call }) => call).join(', ')}`;
      verdicts.push(...judgeCall(planned, state, before[planned.forward]!, answer, after, name, context));
      if (after.runningMean !== undefined && after.runningVariance !== undefined) {
        state = { runningMean: after.runningMean, runningVariance: after.runningVariance };
      }
    });
    return all(verdicts);
  },
};

function judgeCall(
  planned: PlannedCall,
  state: State,
  beforeForward: State,
  answer: StepResult,
  after: StepResult,
  name: string,
  context: Context,
): readonly Verdict[] {
  const { conventions, arithmetic, oracle } = context;
  const within = (
    quantity: string,
    actual: Values | null | undefined,
    expected: Values,
    bounds: Values,
  ): Verdict[] => {
    if (actual === undefined || actual === null) return [];
    return [
      judge(
        compare(quantity, actual, expected, bounds, arithmetic.largest),
        `${quantity} after ${name} follows the definition`,
      ),
    ];
  };
  // The state is what the subject showed: float32 values for a float32 subject, float64 for a float64 one.
  const given = { ...planned.batch, ...state } as Case;
  const expectedState = { ...state };
  let stateBounds = {
    runningMean: zerosLike(state.runningMean),
    runningVariance: zerosLike(state.runningMean),
  };
  const verdicts: Verdict[] = [];
  if (planned.call === 'training') {
    const expected = oracle.training(given, conventions);
    const bounds = trainingBounds(given, conventions, arithmetic);
    verdicts.push(...within('output', answer.output?.data, expected.output, bounds.output));
    Object.assign(expectedState, {
      runningMean: expected.runningMean,
      runningVariance: expected.runningVariance,
    });
    stateBounds = bounds;
  } else if (planned.call === 'inference') {
    const { output } = oracle.inference(given, conventions);
    verdicts.push(
      ...within('output', answer.output?.data, output, inferenceBounds(given, conventions, arithmetic)),
    );
  } else if (planned.call === 'setState') {
    Object.assign(expectedState, planned.state);
  } else {
    const forward = { ...planned.batch, ...beforeForward } as Case;
    verdicts.push(...judgeGradient(planned, forward, answer, within, context));
  }
  for (const quantity of ['runningMean', 'runningVariance'] as const) {
    verdicts.push(...within(quantity, after[quantity], expectedState[quantity], stateBounds[quantity]));
  }
  return verdicts;
}

function judgeGradient(
  planned: PlannedCall,
  given: Case,
  answer: StepResult,
  within: (
    quantity: string,
    actual: Values | null | undefined,
    expected: Values,
    bounds: Values,
  ) => Verdict[],
  context: Context,
): readonly Verdict[] {
  const { conventions, arithmetic, oracle } = context;
  const trained = planned.mode === 'training';
  const expected = trained
    ? oracle.trainingGradient(given, conventions)
    : oracle.inferenceGradient(given, conventions);
  const boundsOf = trained ? trainingGradientBounds : inferenceGradientBounds;
  const bounds = boundsOf(given, conventions, arithmetic);
  return [
    ...within('gradInput', answer.gradInput?.data, expected.gradInput, bounds.gradInput),
    ...within(
      'gradGamma',
      given.gamma === null ? null : answer.gradGamma,
      expected.gradGamma,
      bounds.gradGamma,
    ),
    ...within('gradBeta', given.beta === null ? null : answer.gradBeta, expected.gradBeta, bounds.gradBeta),
  ];
}

function zerosLike(values: Values): Float64Array {
  return new Float64Array(values.length);
}
