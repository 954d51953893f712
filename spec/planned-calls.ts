import { type Random, randomFrom } from './arbitraries/random.ts';
import type { Case, Step, Values } from './contract.ts';
import { layoutOf } from './layout.ts';
import type { Context } from './property.ts';

type Call = 'training' | 'inference' | 'gradient' | 'setState';

/** One call of a sequence, and what its answer is to be judged by. */
export interface PlannedCall {
  readonly call: Call;
  /** The batch of a forward call; for a gradient, that of the forward call it belongs to, with its gradOutput. */
  readonly batch: Case;
  /** The mode of the latest forward call. */
  readonly mode: 'training' | 'inference';
  /** Which forward call that was, counted from 0. */
  readonly forward: number;
  /** What `setState` sets. */
  readonly state?: State;
}

export interface State {
  readonly runningMean: Values;
  readonly runningVariance: Values;
}

/** A training call and one to six others, chosen by the case's variation among what the subject offers. */
export function planOf(given: Case, context: Context): readonly PlannedCall[] {
  const random = randomFrom(given.variation);
  const offered: Call[] = ['training', 'setState'];
  if (context.operations.includes('inference')) offered.push('inference');
  if (context.operations.includes('trainingGradient') && context.operations.includes('inferenceGradient')) {
    offered.push('gradient', 'gradient');
  }
  const plan: PlannedCall[] = [{ call: 'training', batch: given, mode: 'training', forward: 0 }];
  const length = random.integer(2, 7);
  while (plan.length < length) {
    // After a state was set, the next inference must use it, and the gradient of an earlier call must not. After training, an
    // inference must use the new state, also where one came before and had an old state to keep.
    const telling = offered.filter((one) => one === 'inference' || one === 'gradient');
    const afterSet = plan.at(-1)!.call === 'setState' && telling.length > 0;
    const mayBeStale = plan.at(-1)!.call === 'training' && plan.some((one) => one.call === 'inference');
    const call = random.pick(afterSet || mayBeStale ? telling : offered);
    const { batch, mode, forward } = plan.at(-1)!;
    if (call === 'gradient') plan.push({ call, batch, mode, forward });
    else if (call === 'setState') plan.push({ call, batch, mode, forward, state: otherState(given, random) });
    else plan.push({ call, batch: nextBatch(given, random), mode: call, forward: forward + 1 });
  }
  return plan;
}

function otherState(given: Case, random: Random): State {
  return {
    runningMean: given.runningMean.map(() => random.integer(-40, 40) / 8),
    runningVariance: given.runningVariance.map(() => random.integer(1, 80) / 8),
  };
}

/** Another batch of the same channels: other values and gradients, and now and then another size. */
function nextBatch(given: Case, random: Random): Case {
  const scale = 2 ** random.integer(-2, 2) * random.sign();
  const offset = random.integer(-8, 8);
  const input = given.input.map((x, at) => Math.fround(x * scale + offset + (at % 3)));
  const finite = input.every((x) => Number.isFinite(x));
  const next = {
    ...given,
    input: finite ? input : given.input,
    gradOutput: given.gradOutput.map((g) => -g / 2),
  };
  return random.chance(0.4) ? twice(next) : next;
}

/** The batch with every slice along its first axis that is not the channels' there twice. */
export function twice(given: Case): Case {
  const axis = given.channelAxis === 0 ? 1 : 0;
  const { outer, channels: size, inner } = layoutOf(given.shape, axis);
  const doubled = (source: Float32Array) => {
    const result = new Float32Array(2 * source.length);
    for (let o = 0; o < outer; o++) {
      const block = source.subarray(o * size * inner, (o + 1) * size * inner);
      result.set(block, 2 * o * size * inner);
      result.set(block, (2 * o + 1) * size * inner);
    }
    return result;
  };
  const shape = given.shape.with(axis, 2 * size);
  return { ...given, shape, input: doubled(given.input), gradOutput: doubled(given.gradOutput) };
}

/** The step that makes a planned call, in the subject's dtype. */
export function stepOf(planned: PlannedCall, context: Context): Step {
  const { call, batch, state } = planned;
  if (call === 'setState') {
    const { runningMean, runningVariance } = context.requestOf('inference', { ...batch, ...state } as Case);
    return { call, runningMean, runningVariance };
  }
  const request = context.requestOf('trainingGradient', batch);
  return call === 'gradient' ? { call, gradOutput: request.gradOutput } : { call, input: request.input };
}
