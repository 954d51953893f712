import { type Profile, profiles } from '../../spec/conventions.ts';
import { markdownTable, shortNumber } from './markdown-table.ts';

const columns: readonly (readonly [title: string, cell: (profile: Profile) => string])[] = [
  ['profile', ({ title }) => title],
  ['momentum is', ({ momentumMeaning }) => momentumMeaning],
  [
    'factor',
    (profile) =>
      marked(profile, 'exponentialAverageFactor', numberText(profile.defaults.exponentialAverageFactor)),
  ],
  ['epsilon', (profile) => marked(profile, 'epsilon', numberText(profile.defaults.epsilon))],
  ['placed', (profile) => convention(profile, 'epsilonPlacement')],
  ['running variance', (profile) => correction(profile, 'runningVarianceCorrection')],
  ['normalizing variance', (profile) => correction(profile, 'normalizingVarianceCorrection')],
  ['axis', (profile) => marked(profile, 'channelAxis', String(profile.defaults.channelAxis))],
  ['one element', (profile) => convention(profile, 'oneElement')],
];

/** The profiles as a Markdown table, with a question mark at what is unverified. */
export function profileTable(): string {
  return markdownTable([
    columns.map(([title]) => title),
    ...profiles.map((profile) => columns.map(([, cell]) => cell(profile))),
  ]);
}

function marked({ unverified }: Profile, field: string, text: string): string {
  return unverified.includes(field) ? `${text} ?` : text;
}

function convention(profile: Profile, field: keyof Profile['conventions']): string {
  return marked(profile, field, String(profile.conventions[field]));
}

function correction(profile: Profile, field: keyof Profile['conventions']): string {
  return marked(profile, field, profile.conventions[field] === 1 ? 'corrected' : 'biased');
}

/** Defaults are float32 values; people know them by few digits. */
function numberText(value: number | null): string {
  return value === null ? '-' : shortNumber(value);
}
