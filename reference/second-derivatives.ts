import type { Case, Conventions, Dtype, Values } from '../spec/contract.ts';
import { correctlyRounded } from './oracle/correct-rounding.ts';
import { decimalChannels } from './oracle/decimal-case.ts';
import { exactDecimal } from './oracle/exact-decimal.ts';
import { secondDerivatives } from './oracle/second-derivatives.ts';

/** The gradients of sum(direction * gradInput), where gradInput is that of training. */
export interface TrainingSecondDerivatives {
  /** As many as elements. */
  readonly input: Float64Array;
  /** As many as channels. */
  readonly gamma: Float64Array;
  /** As many as elements. */
  readonly gradOutput: Float64Array;
}

/**
 * Second derivatives of batch norm in training mode for a finite case, each the number of `dtype` nearest to the exact one.
 *
 * `direction` has the shape of the input. NaN for the input of a constant channel with an epsilon of 0 or outside the root,
 * where the second derivative does not exist (unless m = 1 and epsilon > 0: 0), and for all three where nothing is defined
 * because the root and epsilon are 0. Gradients with respect to beta are 0. An empty channel has gamma 0.
 */
export function trainingSecondDerivatives(
  given: Case,
  direction: Values,
  conventions: Conventions,
  dtype: Dtype,
): TrainingSecondDerivatives {
  const channels = decimalChannels(given, conventions);
  const input = new Float64Array(given.input.length);
  const gamma = new Float64Array(channels.length);
  const gradOutput = new Float64Array(given.input.length);
  channels.forEach((channel, c) => {
    if (channel.x.length === 0) return;
    const along = channel.positions.map((position) => exactDecimal(direction[position]!));
    const forms = secondDerivatives(channel, along, conventions);
    gamma[c] = correctlyRounded(forms.gamma, dtype);
    channel.positions.forEach((position, j) => {
      input[position] = correctlyRounded(forms.input(j), dtype);
      gradOutput[position] = correctlyRounded(forms.gradOutput(j), dtype);
    });
  });
  return { input, gamma, gradOutput };
}
