import { cases } from '../arbitraries/cases.ts';
import { inferenceBounds } from '../bounds/inference-bounds.ts';
import { compare } from '../compare.ts';
import type { Case, InferenceResult } from '../contract.ts';
import { layoutOf } from '../layout.ts';
import type { Property } from '../property.ts';
import { contractBreach } from '../result-contract.ts';
import { failed, held, judge, vacuous } from '../verdict.ts';

/**
 * Even channels get a running variance of -epsilon/2, where the root still exists; odd ones -1 - epsilon, where it does not and
 * silence would hide a broken state.
 */
export const edgeNegativeVariance: Property = {
  requirement: 'BN-EDGE-NEGATIVE-VARIANCE',
  needs: ['inference'],
  cases: cases({ gamma: 'present', beta: 'present', minChannels: 2, moderate: true, maxElements: 600 }),
  check: async (given, context) => {
    const { conventions, arithmetic } = context;
    if (conventions.epsilonPlacement === 'outside')
      return vacuous('the root of a negative variance is NaN with epsilon outside');
    const negative = withNegativeVariance(given, conventions.epsilonFloor);
    const request = context.requestOf('inference', negative);
    const answer = await context.answer(request);
    if ('refused' in answer) return held;
    const breach = contractBreach(request, answer.result, context.dtype);
    if (breach !== null) return failed(`inference ${breach}`);
    const output = (answer.result as InferenceResult).output.data;
    const { channels, inner } = layoutOf(negative.shape, negative.channelAxis);
    const silent = output.findIndex(
      (y, at) => (Math.floor(at / inner) % channels) % 2 === 1 && !Number.isNaN(y),
    );
    if (silent >= 0) {
      const channel = Math.floor(silent / inner) % channels;
      const variance = negative.runningVariance[channel];
      return failed(
        `running variance ${variance} with epsilon ${negative.epsilon} gave ${output[silent]} in channel ${channel}, not NaN`,
      );
    }
    const expected = context.oracle.inference(negative, conventions).output;
    const bounds = inferenceBounds(negative, conventions, arithmetic);
    const law = 'a running variance of -epsilon/2 is used as it is';
    return judge(compare('output', output, expected, bounds, arithmetic.largest), law);
  },
};

function withNegativeVariance(given: Case, floor: number): Case {
  const epsilon = Math.max(given.epsilon, floor);
  const runningVariance = given.runningVariance.map((_, c) => (c % 2 === 0 ? -epsilon / 2 : -1 - epsilon));
  return { ...given, runningVariance };
}
