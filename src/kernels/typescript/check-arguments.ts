import type { BatchNormArguments } from './batch-norm.ts';

interface Arguments extends BatchNormArguments {
  readonly gradOutput?: { readonly shape: readonly number[]; readonly data: Float32Array };
  readonly runningMean?: Float32Array;
  readonly runningVariance?: Float32Array;
  readonly exponentialAverageFactor?: number;
}

/** Checks every argument once, before anything is computed. @throws RangeError naming argument, value and rule. */
export function checkArguments(given: Arguments): void {
  const { input, channelAxis, epsilon, gradOutput, exponentialAverageFactor } = given;
  const rank = input.shape.length;
  if (rank < 2)
    throw new RangeError(`input has rank ${rank}; batch norm needs a channel axis and at least one other`);
  if (!Number.isInteger(channelAxis) || channelAxis < 0 || channelAxis >= rank) {
    throw new RangeError(`channelAxis is ${channelAxis}; it must be a whole number from 0 to ${rank - 1}`);
  }
  const elements = input.shape.reduce((a, b) => a * b, 1);
  if (input.data.length !== elements) {
    throw new RangeError(`input has ${input.data.length} values; shape [${input.shape}] needs ${elements}`);
  }
  const channels = input.shape[channelAxis]!;
  for (const name of ['gamma', 'beta', 'runningMean', 'runningVariance'] as const) {
    const values = given[name];
    if (values !== null && values !== undefined && values.length !== channels) {
      throw new RangeError(`${name} has ${values.length} values; the input has ${channels} channels`);
    }
  }
  if (!(epsilon >= 0 && epsilon < Number.POSITIVE_INFINITY)) {
    throw new RangeError(`epsilon is ${epsilon}; it must be finite and at least 0`);
  }
  if (
    exponentialAverageFactor !== undefined &&
    !(exponentialAverageFactor >= 0 && exponentialAverageFactor <= 1)
  ) {
    throw new RangeError(
      `exponentialAverageFactor is ${exponentialAverageFactor}; it must lie between 0 and 1`,
    );
  }
  if (gradOutput === undefined) return;
  if (gradOutput.shape.join() !== input.shape.join() || gradOutput.data.length !== elements) {
    const shape = gradOutput.shape.join(', ');
    throw new RangeError(
      `gradOutput has shape [${shape}] and ${gradOutput.data.length} values; the input has shape [${input.shape}]`,
    );
  }
}
