import { type Profile, profileOf, profiles } from '../../../spec/conventions.ts';
import { otherDialects } from '../../../spec/translation/other-dialects.ts';
import { type Vocabulary, vocabularies } from '../../../spec/translation/vocabulary.ts';
import { withEvidenceLinks } from '../evidence-links.ts';
import { markdownTable, shortNumber } from '../markdown-table.ts';

/** Each profile in its own words, as a section of its own. */
export function libraryCards(): string {
  return profiles.map(card).join('\n\n');
}

function card(profile: Profile): string {
  const words = vocabularies.find((names) => names.profile === profile.id)!;
  const lines = [
    `### ${profile.title}`,
    '',
    '```text',
    ...[outputIn(profile, words), ...updatesIn(profile, words)],
    '```',
    '',
    `- _Defaults:_ ${defaultsOf(profile, words)}.`,
    `- _Here:_ ${here(profile)}.`,
    `- ${profile.notes}`,
    `- _Sources:_ ${profile.sources.map(withEvidenceLinks).join('; ')}.`,
  ];
  return lines.join('\n');
}

/** The output, with the variance that normalizes and the epsilon where it stands. */
function outputIn({ conventions }: Profile, { gamma, beta, epsilon }: Vocabulary): string {
  const corrected = conventions.normalizingVarianceCorrection === 1 ? 'variance · m/(m − 1)' : 'variance';
  const e = epsilon ?? 'epsilon';
  const divisor =
    conventions.epsilonPlacement === 'inside' ? `sqrt(${corrected} + ${e})` : `(sqrt(${corrected}) + ${e})`;
  const scaled = gamma === null ? '' : `${gamma} · `;
  return `output = ${scaled}(x − mean) / ${divisor}${beta === null ? '' : ` + ${beta}`}`;
}

function updatesIn({ id, conventions, momentumMeaning }: Profile, words: Vocabulary): readonly string[] {
  const { runningMean, runningVariance, momentum } = words;
  if (momentumMeaning === 'none') return [];
  const p = momentum ?? 'p';
  const batch = conventions.runningVarianceCorrection === 1 ? 'variance · m/(m − 1)' : 'variance';
  if (id === 'caffe') {
    return [
      `blob 0 = ${p} · blob 0 + mean`,
      `blob 1 = ${p} · blob 1 + ${batch}`,
      `blob 2 = ${p} · blob 2 + 1`,
    ];
  }
  const [old, newest] = momentumMeaning === 'weight of new' ? [`(1 − ${p})`, p] : [p, `(1 − ${p})`];
  const update = (name: string | null, statistic: string) =>
    `${name} = ${old} · ${name} + ${newest} · ${statistic}`;
  return [update(runningMean, 'mean'), update(runningVariance, batch)];
}

function defaultsOf(profile: Profile, words: Vocabulary): string {
  const { defaults, momentumMeaning } = profile;
  const mark = (field: string) => (profile.unverified.includes(field) ? ' ?' : '');
  const parts = [];
  if (defaults.epsilon !== null) parts.push(`epsilon ${shortNumber(defaults.epsilon)}${mark('epsilon')}`);
  if (defaults.exponentialAverageFactor !== null) {
    const a = defaults.exponentialAverageFactor;
    const own = momentumMeaning === 'weight of new' ? a : 1 - a;
    parts.push(`${words.momentum ?? 'p'} ${shortNumber(own)}${mark('exponentialAverageFactor')}`);
  }
  parts.push(`channel axis ${defaults.channelAxis}`);
  return parts.join(', ');
}

function here({ conventions, momentumMeaning, unverified, id }: Profile): string {
  const paper = profileOf('paper').conventions;
  const names = Object.keys(conventions) as (keyof typeof conventions)[];
  const different = names
    .filter((name) => conventions[name] !== paper[name])
    .map((name) => `${name} ${conventions[name]}${unverified.includes(name) ? ' ?' : ''}`);
  const p = vocabularies.find(({ profile }) => profile === id)?.momentum ?? 'p';
  const factors = {
    'weight of new': [`a = ${p}`],
    'weight of old': [`a = 1 − ${p}`, `${p} = 1 − a`],
    none: [],
  };
  const all = [...different, ...factors[momentumMeaning]];
  return all.length === 0 ? 'the conventions of the paper' : all.join(', ');
}

/** The libraries without a profile. */
export function otherDialectTable(): string {
  const rows = otherDialects.map(({ library, average, epsilon, runningVariance, notes, sources }) => [
    library,
    average,
    epsilon,
    runningVariance,
    notes,
    withEvidenceLinks(sources),
  ]);
  return markdownTable([['', 'running average', 'epsilon', 'running variance', 'notes', 'sources'], ...rows]);
}
