import { poisonedCases } from '../arbitraries/special.ts';
import { inferenceBounds } from '../bounds/inference-bounds.ts';
import { trainingBounds } from '../bounds/training-bounds.ts';
import type { Case, TrainingResult, Values } from '../contract.ts';
import { lawHolds } from '../law.ts';
import { layoutOf } from '../layout.ts';
import type { Context, Property, Verdict } from '../property.ts';
import { all, failed, held, vacuous } from '../verdict.ts';

/**
 * A channel with a NaN or an infinity gives no finite number in training (NaN throughout where a NaN is in it), an element with one gives
 * none in inference, and all else is as if the channel were clean.
 */
export const nanContainment: Property = {
  requirement: 'BN-NAN-CONTAINMENT',
  needs: [],
  cases: poisonedCases({ gamma: 'present', beta: 'present' }),
  check: async (given, context) => {
    const { channels, inner, m } = layoutOf(given.shape, given.channelAxis);
    const bad = (at: number) => !Number.isFinite(given.input[at]!);
    if (channels < 2 || m < 2 || !given.input.some((x) => !Number.isFinite(x)))
      return vacuous('nothing to contain');
    const channel = Math.floor(given.input.findIndex((x) => !Number.isFinite(x)) / inner) % channels;
    const isPoisoned = (at: number) => Math.floor(at / inner) % channels === channel;
    const clean: Case = { ...given, input: given.input.map((x) => (Number.isFinite(x) ? x : 0)) };
    const { conventions, arithmetic, operations } = context;
    const verdicts: Verdict[] = [];
    if (operations.includes('training')) {
      const result = await context.training(given);
      const output = result.output.data;
      verdicts.push(statePoisoned(given, channel, result));
      const bounds = trainingBounds(clean, conventions, arithmetic).output;
      const before = (await context.training(clean)).output.data;
      const hasNaN = given.input.some((x) => Number.isNaN(x));
      verdicts.push(nothingFinite('training', output, isPoisoned, hasNaN));
      verdicts.push(othersStay('training', output, before, bounds, isPoisoned, context));
    }
    if (operations.includes('inference')) {
      const output = (await context.inference(given)).output.data;
      const bounds = inferenceBounds(clean, conventions, arithmetic);
      const before = (await context.inference(clean)).output.data;
      verdicts.push(nothingFinite('inference', output, bad, false));
      verdicts.push(othersStay('inference', output, before, bounds, bad, context));
    }
    return all(verdicts);
  },
};

/** A running statistic that takes part of a poisoned batch must show it: silence would hide a broken model. */
function statePoisoned(given: Case, channel: number, result: TrainingResult): Verdict {
  if (given.exponentialAverageFactor === 0) return vacuous('a factor of 0 takes nothing of the batch');
  for (const name of ['runningMean', 'runningVariance'] as const) {
    const value = result[name]?.[channel];
    if (value !== undefined && Number.isFinite(value)) {
      return failed(
        `training: ${name} of channel ${channel} is ${value}, although a NaN or an infinity goes into it`,
      );
    }
  }
  return held;
}

function nothingFinite(
  mode: string,
  output: Values,
  where: (at: number) => boolean,
  onlyNaN: boolean,
): Verdict {
  const at = output.findIndex((y, k) => where(k) && (onlyNaN ? !Number.isNaN(y) : Number.isFinite(y)));
  if (at < 0) return held;
  return failed(`${mode}: the output at ${at} is ${output[at]}, although a NaN or an infinity goes into it`);
}

function othersStay(
  mode: string,
  output: Values,
  clean: Values,
  bounds: Float64Array,
  where: (at: number) => boolean,
  context: Context,
): Verdict {
  const others = bounds.map((bound, at) => (where(at) ? Number.POSITIVE_INFINITY : bound));
  const law = `${mode}: a NaN or an infinity changes nothing outside its ${mode === 'training' ? 'channel' : 'element'}`;
  return lawHolds(context, 'output', law, output, clean, [others, others]);
}
