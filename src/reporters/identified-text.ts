import type { Conventions } from '../../spec/contract.ts';
import type { Answered, Identified, QuestionId } from '../identify/identified.ts';
import type { Difference } from '../identify/nearest-profiles.ts';
import { algorithmSummary } from './algorithm-summary.ts';
import { roughText } from './number-text.ts';
import type { Colours } from './plain-colours.ts';
import { plainText } from './plain-text.ts';
import { PAGE_WIDTH, wrapText } from './wrap-text.ts';

interface Section {
  readonly title: string;
  readonly rows: readonly (readonly [QuestionId, string])[];
}

const sections: readonly Section[] = [
  {
    title: 'conventions',
    rows: [
      ['epsilonPlacement', 'epsilon placement'],
      ['epsilonFloor', 'epsilon floor'],
      ['normalizingVarianceCorrection', 'normalizing variance'],
      ['runningVarianceCorrection', 'running variance'],
      ['oneElement', 'one element'],
      ['emptyBatch', 'empty batch'],
    ],
  },
  {
    title: 'use',
    rows: [
      ['exponentialAverageFactor', 'averaging factor'],
      ['channelAxis', 'channel axis'],
      ['acrossRanks', 'ranks'],
      ['trainingStatistics', 'training uses'],
      ['inferenceStatistics', 'inference uses'],
      ['stateInInference', 'state in inference'],
      ['initialState', 'initial state'],
      ['trainingGradient', 'training gradient'],
      ['inferenceGradient', 'inference gradient'],
      ['gradientStorage', 'gradient storage'],
    ],
  },
  {
    title: 'algorithm',
    rows: [
      ['variance', 'variance'],
      ['sums', 'sums'],
      ['varianceOfPlanes', 'variance, rank 4'],
      ['sumsOfPlanes', 'sums, rank 4'],
      ['trainingOutput', 'training output'],
      ['inferenceOutput', 'inference output'],
    ],
  },
];

const TITLE_WIDTH = 22;

/** Profiles that are named one by one; of more, only the number is told. */
const NAMED = 10;

/** What an identification found, as lines for people: question, answer, and what it rests on. */
export function identifiedText(identified: Identified, colours: Colours): readonly string[] {
  const { subject, version, dtype, calls, firstWay, findings } = identified;
  const about = [version, dtype].filter((part) => part !== null).join(', ');
  const way = firstWay === null ? '' : `, way: ${plainText(firstWay, 40)}`;
  const header = `${plainText(subject, 60)} (${plainText(about, 60)}), identified in ${calls} calls${way}`;
  const lines = wrapText(header, PAGE_WIDTH).map((line) => colours.bold(line));
  for (const { title, rows } of sections) {
    lines.push('', colours.bold(title));
    for (const [id, name] of rows) {
      if (!repeatsRank2(id, findings))
        lines.push(...rowLines(name, findings[id], identified.firstWay, colours));
    }
  }
  lines.push('', ...nearestLines(identified, colours));
  const algorithm = algorithmSummary(findings);
  if (algorithm !== null) lines.push(colours.bold(`${dtype}: ${algorithm}`));
  return lines;
}

/** True of a row about rank 4 that says what the row about rank 2 says. */
function repeatsRank2(id: QuestionId, findings: Identified['findings']): boolean {
  const same = (a: Answered<unknown>, b: Answered<unknown>) =>
    a.kind === 'found' && b.kind === 'found' && a.value === b.value;
  if (id === 'varianceOfPlanes') return same(findings.variance, findings.varianceOfPlanes);
  return id === 'sumsOfPlanes' && same(findings.sums, findings.sumsOfPlanes);
}

function rowLines(
  name: string,
  finding: Answered<unknown>,
  firstWay: string | null,
  colours: Colours,
): readonly string[] {
  const width = PAGE_WIDTH - TITLE_WIDTH - 2;
  const indent = ' '.repeat(TITLE_WIDTH + 2);
  const mark = { found: colours.green('✓'), none: colours.red('✗'), unable: colours.dim('–') }[finding.kind];
  const lead = { found: '', none: 'nothing known: ', unable: 'could not tell: ' }[finding.kind];
  const [first, ...rest] = wrapText(`${lead}${plainText(finding.text)}`, width);
  const lines = [`${mark} ${name.padEnd(TITLE_WIDTH)}${first}`, ...rest.map((line) => `${indent}${line}`)];
  if (finding.kind !== 'found') return lines;
  const basis = wrapText(basisOf(finding, firstWay), width).map((line) => `${indent}${colours.dim(line)}`);
  return [...lines, ...basis];
}

/** How sure an answer is: what was asked, and how far off the other answers are. */
function basisOf(
  finding: Extract<Answered<unknown>, { readonly kind: 'found' }>,
  firstWay: string | null,
): string {
  const { evidence, separation, way } = finding;
  const others =
    separation === null || !Number.isFinite(separation)
      ? ''
      : `; next answer ${roughText(separation)} bounds off`;
  return `${plainText(evidence)}${others}${way === null || way === firstWay ? '' : ` (way: ${plainText(way, 40)})`}`;
}

function nearestLines({ nearest, settled, conventions }: Identified, colours: Colours): readonly string[] {
  const unsettled = (Object.keys(conventions) as (keyof Conventions)[]).filter(
    (name) => !settled.includes(name),
  );
  if (nearest.length === 0) return [colours.bold('no convention could be told')];
  const lines = nearest.flatMap(({ ids, differences }) => [
    ...wrapText(
      `${differences.length === 0 ? 'conventions of' : 'nearest to'} ${namesOf(ids)}`,
      PAGE_WIDTH,
    ).map((line) => colours.bold(line)),
    ...differences.map((difference) => `  but ${differenceText(difference)}`),
  ]);
  if (unsettled.length === 0) return lines;
  const assumed = unsettled.map((name) => `${name} ${conventions[name]}`).join(', ');
  return [...lines, ...wrapText(`not told, and taken to be as usual: ${assumed}`, PAGE_WIDTH)];
}

function namesOf(ids: readonly string[]): string {
  const named = ids.slice(0, NAMED).join(', ');
  return ids.length > NAMED ? `${named} and ${ids.length - NAMED} more` : named;
}

function differenceText({ convention, found, profile }: Difference): string {
  return `${convention} is ${found}, where theirs is ${profile}`;
}
