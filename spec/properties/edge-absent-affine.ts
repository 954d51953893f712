import { cases } from '../arbitraries/cases.ts';
import { inferenceGradientBounds, trainingGradientBounds } from '../bounds/gradient-bounds.ts';
import { inferenceBounds } from '../bounds/inference-bounds.ts';
import { trainingBounds } from '../bounds/training-bounds.ts';
import type { Case, Step, Values } from '../contract.ts';
import { lawHolds } from '../law.ts';
import { layoutOf } from '../layout.ts';
import { offeredOperations } from '../offered-operations.ts';
import { stepOf } from '../planned-calls.ts';
import type { CaseOperation, Context, Property, Verdict } from '../property.ts';
import { runSteps } from '../run-steps.ts';
import { all } from '../verdict.ts';

/** Absent is the same as the neutral value: gamma ones, beta zeros, in every combination, operation and result, and in a layer. */
export const edgeAbsentAffine: Property = {
  requirement: 'BN-EDGE-ABSENT-AFFINE',
  needs: [],
  cases: cases({ gamma: 'present', beta: 'present', maxElements: 600 }),
  check: async (given, context) => {
    const { channels } = layoutOf(given.shape, given.channelAxis);
    const without = [['gamma'], ['beta'], ['gamma', 'beta']][given.variation % 3]!;
    const absent: Case = {
      ...given,
      gamma: without.includes('gamma') ? null : given.gamma,
      beta: without.includes('beta') ? null : given.beta,
    };
    const neutral: Case = {
      ...absent,
      gamma: absent.gamma ?? new Float32Array(channels).fill(1),
      beta: absent.beta ?? new Float32Array(channels),
    };
    const verdicts: Verdict[] = [];
    const compareResults = (asked: string, bare: Results, full: Results, bounds: Bounds) => {
      const law = `${asked} without ${without.join(' and ')} is ${asked} with the neutral values`;
      for (const [quantity, values] of Object.entries(bare)) {
        const [expected, bound] = [full[quantity], bounds[quantity]];
        if (!values || !expected || !bound) continue;
        verdicts.push(lawHolds(context, quantity, law, values, expected, [bound, bound]));
      }
    };
    for (const operation of offeredOperations(context)) {
      const bounds = boundsOf(operation, neutral, context);
      const bare = await resultsOf(operation, absent, context);
      const full = await resultsOf(operation, neutral, context);
      compareResults(operation, bare, full, bounds);
    }
    // A layer may keep its parameters in another way than a call gets them.
    if (context.operations.includes('sequence')) {
      const bounds = {
        ...boundsOf('trainingGradient', neutral, context),
        ...boundsOf('training', neutral, context),
      };
      const bare = await layerResultsOf(absent, context);
      const full = await layerResultsOf(neutral, context);
      compareResults('a layer', bare, full, bounds);
    }
    return all(verdicts);
  },
};

type ByQuantity<V> = Readonly<Record<string, V | null | undefined>>;
type Results = ByQuantity<Values>;
type Bounds = ByQuantity<Float64Array>;

/** What a layer gives that is trained with one batch, shows its state, and is asked for the gradient. */
async function layerResultsOf(given: Case, context: Context): Promise<Results> {
  const planned = { batch: given, mode: 'training', forward: 0 } as const;
  const both = ['trainingGradient', 'inferenceGradient'] as const;
  const hasGradient = both.every((operation) => context.operations.includes(operation));
  const steps: readonly Step[] = [
    stepOf({ call: 'training', ...planned }, context),
    { call: 'getState' },
    ...(hasGradient ? [stepOf({ call: 'gradient', ...planned }, context)] : []),
  ];
  const [trained, state, gradients] = await runSteps(given, steps, context);
  return {
    output: trained?.output?.data,
    runningMean: state?.runningMean,
    runningVariance: state?.runningVariance,
    gradInput: gradients?.gradInput?.data,
    gradGamma: given.gamma === null ? null : gradients?.gradGamma,
    gradBeta: given.beta === null ? null : gradients?.gradBeta,
  };
}

async function resultsOf(operation: CaseOperation, given: Case, context: Context): Promise<Results> {
  if (operation === 'training') {
    const { output, runningMean, runningVariance } = await context.training(given);
    return { output: output.data, runningMean, runningVariance };
  }
  if (operation === 'inference') return { output: (await context.inference(given)).output.data };
  const { gradInput, gradGamma, gradBeta } = await context[operation](given);
  return {
    gradInput: gradInput.data,
    gradGamma: given.gamma === null ? null : gradGamma,
    gradBeta: given.beta === null ? null : gradBeta,
  };
}

function boundsOf(operation: CaseOperation, given: Case, context: Context): Bounds {
  const { conventions, arithmetic } = context;
  switch (operation) {
    case 'training':
      return { ...trainingBounds(given, conventions, arithmetic) };
    case 'inference':
      return { output: inferenceBounds(given, conventions, arithmetic) };
    case 'trainingGradient':
      return { ...trainingGradientBounds(given, conventions, arithmetic) };
    case 'inferenceGradient':
      return { ...inferenceGradientBounds(given, conventions, arithmetic) };
  }
}
