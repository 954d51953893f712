import { checkArguments } from '../typescript/check-arguments.ts';
import type { Floats } from './floats.ts';
import type { words } from './job-layout.ts';
import type { AnyCall } from './prepared-call.ts';

type Word = keyof typeof words;

/** Results that have one entry per channel. */
const perChannel = ['batchMean', 'batchVariance', 'invStd', 'gradGamma', 'gradBeta'] as const;

/** Checks a call as the plain functions check theirs. @throws RangeError naming the argument, its value and the rule. */
export function checkCall(call: AnyCall): void {
  const { shape, input, gamma, beta, gradOutput, gradInput, output, exponentialAverageFactor } = call;
  checkArguments({
    input: { shape, data: input.values },
    gamma: gamma?.values ?? null,
    beta: beta?.values ?? null,
    epsilon: call.epsilon,
    channelAxis: call.channelAxis,
    ...(call.runningMean && { runningMean: call.runningMean.values }),
    ...(call.runningVariance && { runningVariance: call.runningVariance.values }),
    ...(gradOutput && { gradOutput: { shape, data: gradOutput.values } }),
    ...(exponentialAverageFactor !== undefined && { exponentialAverageFactor }),
  });
  const [name, result] = gradInput ? (['gradInput', gradInput] as const) : (['output', output!] as const);
  if (result.length !== input.length) {
    throw new RangeError(`${name} has ${result.length} values; the input has ${input.length}`);
  }
  if (gradInput && (gradInput.address === input.address || gradInput.address === gradOutput?.address)) {
    throw new RangeError('gradInput lies where an argument does; gradients are not computed in place');
  }
  const channels = shape[call.channelAxis]!;
  for (const vector of perChannel) {
    const length = call[vector]?.length ?? channels;
    if (length === channels) continue;
    throw new RangeError(`${vector} has ${length} values; the input has ${channels} channels`);
  }
}

/** The tensors of a call by their places in a job. */
export function tensorsOf(call: AnyCall): readonly (readonly [Word, Floats])[] {
  const moves = call.exponentialAverageFactor !== undefined;
  const tensors: readonly (readonly [Word, Floats | null | undefined])[] = [
    ['input', call.input],
    ['gradOutput', call.gradOutput],
    ['gamma', call.gamma],
    ['beta', call.beta],
    ['runningMean', call.runningMean],
    ['runningVariance', call.runningVariance],
    ['output', call.gradInput ?? call.output],
    ['newRunningMean', moves ? call.runningMean : null],
    ['newRunningVariance', moves ? call.runningVariance : null],
    ...perChannel.map((word) => [word, call[word]] as const),
  ];
  return tensors.flatMap(([word, floats]) => (floats ? [[word, floats] as const] : []));
}
