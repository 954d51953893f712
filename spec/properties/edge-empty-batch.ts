import { emptyBatches } from '../arbitraries/special.ts';
import { compare, sameBits } from '../compare.ts';
import type { Case, Conventions, TrainingResult, Values } from '../contract.ts';
import { layoutOf } from '../layout.ts';
import type { Context, Property, Verdict } from '../property.ts';
import { contractBreach } from '../result-contract.ts';
import { all, failed, held, judge, vacuous } from '../verdict.ts';

/** No element per channel: an empty output, and running statistics that no garbage reaches. */
export const edgeEmptyBatch: Property = {
  requirement: 'BN-EDGE-EMPTY-BATCH',
  needs: ['training'],
  cases: emptyBatches({ gamma: 'present', beta: 'present' }),
  judgesRefusals: true,
  check: async (given, context) => {
    if (layoutOf(given.shape, given.channelAxis).m !== 0) return vacuous('the batch is not empty');
    const { emptyBatch } = context.conventions;
    const request = context.requestOf('training', given);
    const answer = await context.answer(request);
    if ('refused' in answer) {
      const allowed = emptyBatch === 'reject' || emptyBatch === 'unspecified';
      return allowed ? held : failed(`an empty batch was refused: ${answer.refused}`);
    }
    const breach = contractBreach(request, answer.result, context.dtype);
    if (breach !== null) return failed(`training ${breach}`);
    const result = answer.result as TrainingResult;
    if (emptyBatch === 'unspecified')
      return noGarbage(result, (await context.raw(request)) as TrainingResult);
    return all([
      held,
      ...judgeRunning('runningMean', result.runningMean, given, emptyBatch, context),
      ...judgeRunning('runningVariance', result.runningVariance, given, emptyBatch, context),
    ]);
  },
};

/** Where nothing is declared, any statistics will do, but not whatever lay in memory: the same call gives the same again. */
function noGarbage(first: TrainingResult, second: TrainingResult): Verdict {
  for (const quantity of ['runningMean', 'runningVariance'] as const) {
    const [a, b] = [first[quantity], second[quantity]];
    if (a === undefined || b === undefined || sameBits(a, b)) continue;
    return failed(`two calls with the same empty batch give ${quantity} [${a}] and [${b}]`);
  }
  return held;
}

function judgeRunning(
  quantity: 'runningMean' | 'runningVariance',
  shown: Values | undefined,
  given: Case,
  policy: Conventions['emptyBatch'],
  context: Context,
): readonly Verdict[] {
  if (shown === undefined || policy === 'reject') return [];
  const { u, largest, eta } = context.arithmetic;
  const keep = 1 - given.exponentialAverageFactor;
  const expected = Float64Array.from(given[quantity], (old) => {
    if (policy === 'nan') return Number.NaN;
    return policy === 'decay' ? keep * old : old;
  });
  // Kept values are the same bits; decayed ones come from two roundings, of 1 - a and of the product.
  const bounds = expected.map((x, c) =>
    policy === 'decay' ? 4 * u * Math.abs(given[quantity][c]!) + eta : 0 * x,
  );
  const checked = policy === 'nan' ? bounds.fill(0) : bounds;
  const law = `an empty batch treats ${quantity} by the policy "${policy}"`;
  return [judge(compare(quantity, shown, expected, checked, largest), law)];
}
