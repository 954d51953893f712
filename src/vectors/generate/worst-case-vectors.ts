import type { Case, Conventions } from '../../../spec/contract.ts';
import type { CaseOperation } from '../../../spec/property.ts';
import { makeVector } from '../make-vector.ts';
import type { Truth } from '../truth.ts';
import type { Quantity, Vector } from '../vector.ts';
import { float32Request } from './operations.ts';

/** An input on which sound algorithms of an accuracy class come near the bound of a quantity. */
export interface WorstCase {
  /** As in fixtures/worst-cases: `grad-input`, or `inference-grad-input`. */
  readonly quantity: string;
  readonly accuracy: string;
  readonly ratio: number;
  readonly case: Case;
}

/** What each kept quantity belongs to. */
const subjects: Readonly<Record<string, readonly [CaseOperation, Quantity, requirement: string]>> = {
  output: ['training', 'output', 'BN-TRAIN-OUTPUT'],
  'batch-mean': ['training', 'batchMean', 'BN-TRAIN-STATISTICS'],
  'batch-variance': ['training', 'batchVariance', 'BN-TRAIN-STATISTICS'],
  'inv-std': ['training', 'invStd', 'BN-TRAIN-STATISTICS'],
  'running-mean': ['training', 'runningMean', 'BN-TRAIN-RUNNING-MEAN'],
  'running-variance': ['training', 'runningVariance', 'BN-TRAIN-RUNNING-VARIANCE'],
  'grad-input': ['trainingGradient', 'gradInput', 'BN-GRAD-INPUT'],
  'grad-gamma': ['trainingGradient', 'gradGamma', 'BN-GRAD-GAMMA'],
  'grad-beta': ['trainingGradient', 'gradBeta', 'BN-GRAD-BETA'],
  'inference-output': ['inference', 'output', 'BN-INFER-OUTPUT'],
  'inference-grad-input': ['inferenceGradient', 'gradInput', 'BN-GRAD-INFERENCE'],
  'inference-grad-gamma': ['inferenceGradient', 'gradGamma', 'BN-GRAD-INFERENCE'],
  'inference-grad-beta': ['inferenceGradient', 'gradBeta', 'BN-GRAD-INFERENCE'],
};

/** One vector for each worst case, which judges all that its operation gives. */
export function worstCaseVectors(
  cases: readonly WorstCase[],
  conventions: Conventions,
  truth: Truth,
): readonly Vector[] {
  return cases.map(({ quantity, accuracy, ratio, case: given }) => {
    const [operation, name, requirement] = subjects[quantity]!;
    const comment =
      `a sound algorithm of the class ${accuracy} comes to ${ratio} of its bound of ${name}; ` +
      'the bounds here are of the widest class';
    const plan = { id: `worst-${quantity}-${accuracy}`, requirement, comment, flags: ['WorstCase'] as const };
    return makeVector({ ...plan, request: float32Request(operation, given) }, conventions, truth);
  });
}
