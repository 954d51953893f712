import { cases } from '../arbitraries/cases.ts';
import { inferenceGradientBounds, trainingGradientBounds } from '../bounds/gradient-bounds.ts';
import { inferenceBounds } from '../bounds/inference-bounds.ts';
import { trainingBounds } from '../bounds/training-bounds.ts';
import type { Case, Values } from '../contract.ts';
import { lawHolds } from '../law.ts';
import { layoutOf } from '../layout.ts';
import type { CaseOperation, Context, Property, Verdict } from '../property.ts';
import { all } from '../verdict.ts';

const operations: readonly CaseOperation[] = [
  'training',
  'inference',
  'trainingGradient',
  'inferenceGradient',
];

/** Absent is the same as the neutral value: gamma ones, beta zeros, in all four combinations and every operation. */
export const edgeAbsentAffine: Property = {
  requirement: 'BN-EDGE-ABSENT-AFFINE',
  needs: [],
  cases: cases({ maxElements: 600 }),
  check: async (given, context) => {
    const { channels } = layoutOf(given.shape, given.channelAxis);
    const gammaAbsent = given.variation % 3 !== 0;
    const betaAbsent = given.variation % 3 !== 1;
    const absent: Case = {
      ...given,
      gamma: gammaAbsent ? null : given.gamma,
      beta: betaAbsent ? null : given.beta,
    };
    const neutral: Case = {
      ...absent,
      gamma: absent.gamma ?? new Float32Array(channels).fill(1),
      beta: absent.beta ?? new Float32Array(channels),
    };
    const verdicts: Verdict[] = [];
    for (const operation of operations.filter((one) => context.operations.includes(one))) {
      const bounds = mainBounds(operation, neutral, context);
      const [without, withNeutral] = [
        await mainResult(operation, absent, context),
        await mainResult(operation, neutral, context),
      ];
      const law = `${operation} without ${namesOf(absent)} is ${operation} with the neutral values`;
      const quantity = operation.endsWith('Gradient') ? 'gradInput' : 'output';
      verdicts.push(lawHolds(context, quantity, law, without, withNeutral, [bounds, bounds]));
    }
    return all(verdicts);
  },
};

function namesOf(given: Case): string {
  return (
    [given.gamma === null ? ['gamma'] : [], given.beta === null ? ['beta'] : []].flat().join(' and ') ||
    'nothing'
  );
}

async function mainResult(operation: CaseOperation, given: Case, context: Context): Promise<Values> {
  switch (operation) {
    case 'training':
      return (await context.training(given)).output.data;
    case 'inference':
      return (await context.inference(given)).output.data;
    case 'trainingGradient':
      return (await context.trainingGradient(given)).gradInput.data;
    case 'inferenceGradient':
      return (await context.inferenceGradient(given)).gradInput.data;
  }
}

function mainBounds(operation: CaseOperation, given: Case, context: Context): Float64Array {
  const { conventions, arithmetic } = context;
  switch (operation) {
    case 'training':
      return trainingBounds(given, conventions, arithmetic).output;
    case 'inference':
      return inferenceBounds(given, conventions, arithmetic);
    case 'trainingGradient':
      return trainingGradientBounds(given, conventions, arithmetic).gradInput;
    case 'inferenceGradient':
      return inferenceGradientBounds(given, conventions, arithmetic).gradInput;
  }
}
