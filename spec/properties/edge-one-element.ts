import { oneElementChannels } from '../arbitraries/special.ts';
import { trainingBounds } from '../bounds/training-bounds.ts';
import { compare } from '../compare.ts';
import type { TrainingResult } from '../contract.ts';
import { layoutOf } from '../layout.ts';
import type { Property, Verdict } from '../property.ts';
import { contractBreach } from '../result-contract.ts';
import { all, failed, held, judge, vacuous } from '../verdict.ts';

/** One element per channel: its deviation is 0, so the output is beta; the running statistics follow the declared policy. */
export const edgeOneElement: Property = {
  requirement: 'BN-EDGE-ONE-ELEMENT',
  needs: ['training'],
  cases: oneElementChannels({ gamma: 'present', beta: 'present' }),
  judgesRefusals: true,
  check: async (given, context) => {
    if (layoutOf(given.shape, given.channelAxis).m !== 1) return vacuous('more than one element per channel');
    const { conventions, arithmetic } = context;
    const request = context.requestOf('training', given);
    const answer = await context.answer(request);
    if ('refused' in answer) {
      return conventions.oneElement === 'reject'
        ? held
        : failed(`one element per channel was refused: ${answer.refused}`);
    }
    const breach = contractBreach(request, answer.result, context.dtype);
    if (breach !== null) return failed(`training ${breach}`);
    const result = answer.result as TrainingResult;
    const expected = context.oracle.training(given, conventions);
    const bounds = trainingBounds(given, conventions, arithmetic);
    const verdicts: Verdict[] = [
      judge(
        compare('output', result.output.data, expected.output, bounds.output, arithmetic.largest),
        'with one element per channel the output is beta',
      ),
    ];
    for (const quantity of ['runningMean', 'runningVariance'] as const) {
      const shown = result[quantity];
      if (shown === undefined) continue;
      const law = `with one element per channel ${quantity} follows the policy "${conventions.oneElement}"`;
      verdicts.push(
        judge(compare(quantity, shown, expected[quantity], bounds[quantity], arithmetic.largest), law),
      );
    }
    return all(verdicts);
  },
};
