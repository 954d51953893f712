/**
 * What training does with one element per channel.
 *
 * One training call. By definition the output is beta, and the running variance takes in a variance of 0; or NaN, where the
 * correction m/(m-1) is applied all the same; or the running statistics stay; or the call is refused. The factor 5/16 keeps the
 * first and the third apart by 5/16 of statistics that are not small. Without the correction the second is the first.
 */
import { trainingBounds } from '../../../spec/bounds/training-bounds.ts';
import type { Conventions } from '../../../spec/contract.ts';
import { decide, type Hypothesis } from '../decide.ts';
import { type Finding, found, unable } from '../finding.ts';
import type { Lab } from '../lab.ts';
import { plainChannels, plainSettings } from './plain-probe.ts';

type Policy = Conventions['oneElement'];

const texts: Readonly<Record<Exclude<Policy, 'reject'>, string>> = {
  define: 'output beta, variance 0 enters the running average',
  nan: 'output beta, the running variance becomes NaN',
  keep: 'output beta, the running statistics stay',
};

export async function oneElement(lab: Lab): Promise<Finding<Policy>> {
  const usual = await lab.call('training', lab.arrange(plainChannels, plainSettings));
  if (!('result' in usual)) return unable('training is not answered with three elements per channel either');
  const given = lab.arrange(
    plainChannels.map((channel) => ({ ...channel, x: channel.x.slice(0, 1), g: [] })),
    plainSettings,
  );
  const reply = await lab.call('training', given);
  const evidence = 'training with one element per channel';
  if ('unable' in reply) return unable(reply.unable);
  if ('refused' in reply) return found('reject', `refused ("${reply.refused}")`, evidence);
  const { output, runningMean, runningVariance } = reply.result;
  const { oracle, arithmetic } = lab;
  const policies =
    lab.conventions.runningVarianceCorrection === 1
      ? (['define', 'nan', 'keep'] as const)
      : (['define', 'keep'] as const);
  const hypotheses = policies.map((policy): Hypothesis<Policy> => {
    const conventions: Conventions = { ...lab.conventions, oneElement: policy };
    const weighed = { ...given, exponentialAverageFactor: lab.weightOf(given.exponentialAverageFactor) };
    const expected = oracle.training(weighed, conventions);
    const bounds = trainingBounds(weighed, conventions, arithmetic);
    const shown = { output: output.data, runningMean, runningVariance };
    const quantities = ['output', 'runningMean', 'runningVariance'] as const;
    return {
      value: policy,
      text: texts[policy],
      predictions: quantities.flatMap((quantity) => {
        const actual = shown[quantity];
        return actual === undefined
          ? []
          : [{ actual, expected: expected[quantity], bounds: bounds[quantity] }];
      }),
    };
  });
  const finding = decide(hypotheses, arithmetic.largest, evidence);
  if (finding.kind !== 'unable') return finding;
  return unable(
    `the output is beta, but the running statistics ${runningMean === undefined ? 'are not shown' : 'never move'}`,
  );
}
