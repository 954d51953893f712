/**
 * What training does with an empty batch.
 *
 * Two equal training calls. The running statistics stay, or become NaN, or decay to (1-a) old; or the call is refused. The
 * general bounds say nothing here, for there are no moments: (1-a) old + 0 or (1-a) old + a old takes at most four roundings of
 * terms as large as |old|, so 4u|old|, where decay moves them by 5/16 |old|. Anything else, and anything that is not the same
 * twice, is no policy.
 */
import type { Conventions, TrainingResult, Values } from '../../../spec/contract.ts';
import { decide, type Hypothesis } from '../decide.ts';
import { type Finding, found, none, unable } from '../finding.ts';
import type { Lab } from '../lab.ts';
import { plainChannels, plainSettings } from './plain-probe.ts';

type Policy = Exclude<Conventions['emptyBatch'], 'unspecified'>;

export async function emptyBatch(lab: Lab): Promise<Finding<Policy>> {
  const usual = await lab.call('training', lab.arrange(plainChannels, plainSettings));
  if (!('result' in usual)) return unable('training is not answered with a batch that is not empty either');
  const given = lab.arrange(
    plainChannels.map((channel) => ({ ...channel, x: [], g: [] })),
    plainSettings,
  );
  if (usual.result.runningMean?.some(Number.isNaN))
    return unable('training always makes the running mean NaN');
  const evidence = 'training with an empty batch, twice';
  const results: TrainingResult[] = [];
  for (const repetition of [0, 1]) {
    const reply = await lab.call('training', given, repetition);
    if ('unable' in reply) return unable(reply.unable);
    if ('refused' in reply)
      return found('reject', `refused ("${reply.refused}")`, 'training with an empty batch');
    const { runningMean, runningVariance } = reply.result;
    if (runningMean === undefined || runningVariance === undefined) {
      return unable('the output is empty, but the running statistics are not shown');
    }
    results.push(reply.result);
  }
  const { u } = lab.arithmetic;
  const predict = (old: Values, actual: Values, share: number) => ({
    actual,
    expected: Float64Array.from(old, (value) => share * value),
    bounds: Float64Array.from(old, (value) => 4 * u * Math.abs(value)),
  });
  // What of the old running statistics is left.
  const decayed = 1 - lab.weightOf(given.exponentialAverageFactor);
  const shares: readonly { readonly value: Policy; readonly share: number; readonly text: string }[] = [
    { value: 'keep', share: 1, text: 'the running statistics stay' },
    { value: 'nan', share: Number.NaN, text: 'the running statistics become NaN' },
    { value: 'decay', share: decayed, text: 'the running statistics decay to (1-a) old' },
  ];
  const hypotheses = shares.map(({ value, share, text }): Hypothesis<Policy> => {
    const predictions = results.flatMap(({ runningMean, runningVariance }) => [
      predict(given.runningMean, runningMean!, share),
      predict(given.runningVariance, runningVariance!, share),
    ]);
    return { value, text, predictions };
  });
  const finding = decide(hypotheses, lab.arithmetic.largest, evidence);
  if (finding.kind !== 'none') return finding;
  const seen = results.map(({ runningMean }) => `[${runningMean!.subarray(0, 2).join(', ')}, …]`);
  return none(`${evidence}: the running mean becomes ${seen.join(' and ')}`);
}
