import { referenceOracle } from '../../reference/batch-norm.ts';
import type { Case, Conventions } from '../../spec/contract.ts';

/** One element of gradInput, and what a difference of the forward gives for it. */
export interface Difference {
  readonly at: number;
  readonly gradient: number;
  readonly difference: number;
}

/**
 * Central differences (L(x + h) - L(x - h)) / 2h of the loss L = sum(gradOutput * output), element by element, in
 * float64: the forward is the reference's, and knows nothing of gradients.
 */
export function finiteDifferences(given: Case, conventions: Conventions, h: number): readonly Difference[] {
  const gradients = referenceOracle.trainingGradient(given, conventions).gradInput;
  return Array.from(gradients, (gradient, at) => {
    const high = lossMoved(given, conventions, at, h);
    const low = lossMoved(given, conventions, at, -h);
    return { at, gradient, difference: (high.loss - low.loss) / (high.x - low.x) };
  });
}

/** The largest distance between the two, relative to the largest gradient. */
export function worstDifference(differences: readonly Difference[]): number {
  const scale = Math.max(...differences.map(({ gradient }) => Math.abs(gradient)));
  const error = Math.max(...differences.map((one) => Math.abs(one.gradient - one.difference)));
  return error / scale;
}

function lossMoved(given: Case, conventions: Conventions, at: number, step: number) {
  const input = Float64Array.from(given.input);
  input[at] = input[at]! + step;
  // The reference takes float64 arrays as well; the contract of cases speaks of float32 for the sake of subjects.
  const moved = { ...given, input: input as unknown as Float32Array };
  const { output } = referenceOracle.training(moved, conventions);
  const loss = output.reduce((total, y, j) => total + y * given.gradOutput[j]!, 0);
  return { loss, x: input[at]! };
}
