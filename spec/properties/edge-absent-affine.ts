import { cases } from '../arbitraries/cases.ts';
import { inferenceGradientBounds, trainingGradientBounds } from '../bounds/gradient-bounds.ts';
import { inferenceBounds } from '../bounds/inference-bounds.ts';
import { trainingBounds } from '../bounds/training-bounds.ts';
import type { Case, Values } from '../contract.ts';
import { lawHolds } from '../law.ts';
import { layoutOf } from '../layout.ts';
import { offeredOperations } from '../offered-operations.ts';
import type { CaseOperation, Context, Property, Verdict } from '../property.ts';
import { all } from '../verdict.ts';

/** Absent is the same as the neutral value: gamma ones, beta zeros, in every combination, operation and result. */
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
    for (const operation of offeredOperations(context)) {
      const bounds = boundsOf(operation, neutral, context);
      const bare = await resultsOf(operation, absent, context);
      const full = await resultsOf(operation, neutral, context);
      const law = `${operation} without ${without.join(' and ')} is ${operation} with the neutral values`;
      for (const [quantity, values] of Object.entries(bare)) {
        const [expected, bound] = [full[quantity], bounds[quantity]];
        if (!values || !expected || !bound) continue;
        verdicts.push(lawHolds(context, quantity, law, values, expected, [bound, bound]));
      }
    }
    return all(verdicts);
  },
};

type ByQuantity<V> = Readonly<Record<string, V | null | undefined>>;

async function resultsOf(
  operation: CaseOperation,
  given: Case,
  context: Context,
): Promise<ByQuantity<Values>> {
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

function boundsOf(operation: CaseOperation, given: Case, context: Context): ByQuantity<Float64Array> {
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
