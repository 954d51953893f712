import type { Answers, Identified } from '../identify/identified.ts';

const variances: Readonly<Record<Answers['variance'], string>> = {
  'one-pass': 'one pass over squares',
  'two-pass': 'two passes',
  shifted: 'a shifted, merged or corrected variance',
  Welford: "Welford's variance",
  wider: 'a wide mean',
  'not two-pass': 'a variance free of the rounded mean',
};

const allSums: Readonly<Record<Answers['sums'], string>> = {
  'first to last': 'sequential sums',
  'last to first': 'sequential sums from the end',
  'partial sums': 'blocked, pairwise or merged sums',
  Welford: 'a moved mean',
  shifted: 'sequential sums of differences',
  compensated: 'compensated sums',
  wider: 'sums in a wider format',
  exact: 'exact sums',
};

const forms: Readonly<Record<Answers['trainingOutput'], string>> = {
  wider: 'rounded once',
  'subtracts first': 'not folded',
  folded: 'folded into a x + b',
};

/** The algorithm in a phrase, "two passes, sequential sums, not folded"; null where nothing of it was found. */
export function algorithmSummary({
  variance,
  sums,
  sumsOfPlanes,
  trainingOutput,
  inferenceOutput,
}: Identified['findings']): string | null {
  const parts: string[] = [];
  if (variance.kind === 'found') parts.push(variances[variance.value]);
  if (sums.kind === 'found') parts.push(allSums[sums.value]);
  if (sumsOfPlanes.kind === 'found' && sums.kind === 'found' && sumsOfPlanes.value !== sums.value) {
    parts.push(`${allSums[sumsOfPlanes.value]} in rank 4`);
  }
  const training = trainingOutput.kind === 'found' ? forms[trainingOutput.value] : null;
  const inference = inferenceOutput.kind === 'found' ? forms[inferenceOutput.value] : null;
  if (training !== null) parts.push(training);
  if (inference !== null && inference !== training) parts.push(`${inference} in inference`);
  return parts.length === 0 ? null : parts.join(', ');
}
