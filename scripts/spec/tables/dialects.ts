import { training } from '../../../reference/training.ts';
import { momentumOfFactor, type Profile, profileOf, profiles } from '../../../spec/conventions.ts';
import { vocabularies } from '../../../spec/translation/vocabulary.ts';
import { markdownTable, shortNumber } from '../markdown-table.ts';

const code = (name: string | null) => (name === null ? '-' : `\`${name}\``);

/** What each library calls the parameters and statistics. */
export function ownWords(): string {
  const rows = vocabularies.map((names) => [
    profileOf(names.profile).title,
    ...[names.gamma, names.beta, names.runningMean, names.runningVariance, names.epsilon, names.momentum].map(
      code,
    ),
  ]);
  const titles = ['', 'gamma', 'beta', 'runningMean', 'runningVariance', 'epsilon', 'its momentum'];
  return markdownTable([titles, ...rows]);
}

/** How each library moves a running statistic, by its own parameter, and the default of that. */
export function ownUpdate(): string {
  const rows = profiles
    .filter(({ momentumMeaning }) => momentumMeaning !== 'none')
    .map((profile) => {
      const name = vocabularies.find(({ profile: id }) => id === profile.id)?.momentum ?? 'p';
      const newest = profile.momentumMeaning === 'weight of new';
      const [old, batch] = newest ? [`(1 − ${name})`, name] : [name, `(1 − ${name})`];
      const factor = profile.defaults.exponentialAverageFactor;
      const unread = profile.unverified.includes('exponentialAverageFactor') ? ' ?' : '';
      const own =
        factor === null ? '-' : `${shortNumber(momentumOfFactor(profile.momentumMeaning, factor))}${unread}`;
      const a = newest ? name : `1 − ${name}`;
      const update =
        profile.id === 'caffe'
          ? `${name} · sum + batch, a quotient of sums`
          : `${old} · old + ${batch} · batch`;
      return [profile.title, `\`${update}\``, own, `\`a = ${a}\``];
    });
  return markdownTable([
    ['', 'the update in its words', 'default', 'in the words of this specification'],
    ...rows,
  ]);
}

/** What each library makes of one batch by its own defaults: x = 1, 5, running mean 0, running variance 1. */
export function sameBatch(): string {
  const rows = profiles.map((profile) => {
    // What Caffe stores is a sum, which no running mean of 0 stands for.
    const factor = profile.id === 'caffe' ? null : profile.defaults.exponentialAverageFactor;
    const result = training(batchFor(profile), profile.conventions);
    const running = (value: number) => (factor === null ? '-' : shortNumber(value));
    const output = profile.defaults.epsilon === null ? '-' : shortNumber(result.output[1]!, 8);
    return [profile.title, output, running(result.runningMean[0]!), running(result.runningVariance[0]!)];
  });
  return markdownTable([['', 'second output', 'running mean after', 'running variance after'], ...rows]);
}

function batchFor({ defaults }: Profile) {
  return {
    shape: [2, 1],
    channelAxis: 1,
    input: Float32Array.of(1, 5),
    gradOutput: Float32Array.of(0, 0),
    gamma: null,
    beta: null,
    runningMean: Float32Array.of(0),
    runningVariance: Float32Array.of(1),
    epsilon: defaults.epsilon ?? 0,
    exponentialAverageFactor: defaults.exponentialAverageFactor ?? 0,
    variation: 0,
  };
}
