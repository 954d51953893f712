import { type Claim, claimIds, type Finding, type JudgedCondition } from '../claims/claim.ts';
import { claims } from '../claims/claims.ts';
import { quantityName, quantityText } from './claims-quantity.ts';
import type { ClaimReport, ClaimsProvenance } from './claims-report.ts';

/** Where a text lies that is made of results. */
export interface ChapterPlaces {
  /** The path of a claim's figure; null where there is none. */
  readonly figure: (id: string) => string | null;
  /** Where links of the claims' texts, which are written for the folder spec, begin. */
  readonly spec: string;
}

const words: Readonly<Record<Finding, string>> = { holds: 'holds', contrary: 'contrary', open: 'open' };

/** Results as a chapter of the specification: what was asked, what was found, and by which rule it was judged. */
export function claimsChapter(reports: readonly ClaimReport[], places: ChapterPlaces): string {
  const known = claimIds.flatMap((id) => reports.filter(({ result }) => result.id === id));
  const data = [...new Set(known.flatMap(({ provenance }) => provenance.data))].sort();
  const provenance = { ...known[0]!.provenance, data };
  const summary = known.map(({ result }) => {
    const { saying } = claimOf(result.id);
    const holding = result.conditions.filter(({ finding }) => finding === 'holds').length;
    const share = `${holding} of ${result.conditions.length} conditions hold`;
    return [`[${saying}](#${anchorOf(titleOf(result.id))})`, `**${result.verdict}**`, share];
  });
  return `${[
    introduction(provenance),
    tableOf([['it is said that', 'verdict', 'because'], ...summary]),
    rule,
    ...known.map((report) => claimSection(report, places)),
  ].join('\n\n')}\n`;
}

function introduction({ bncheck, node, build, seeds, data, scale }: ClaimsProvenance): string {
  return [
    '# What batch norm is said to do, put to the test',
    'Not normative. The other chapters say what batch norm must compute; this one asks what it is good for. Nine sayings, one experiment each, on the float32 kernels of this package in a small training stack whose gradients are checked like those of batch norm.',
    `Written by \`npm run spec:write\` from the results in fixtures/claims: bncheck ${bncheck}, Node.js ${node}, kernels \`${build}\`, scale \`${scale}\`, seeds ${seeds[0]} to ${seeds.at(-1)}, data of ${data.map((name) => `\`${name}\``).join(' and ')}. \`npx bncheck claims\` repeats it; a seed gives the same numbers to the bit, but for times, on engines with the same \`Math.exp\`.`,
  ].join('\n\n');
}

const rule = [
  '## How it is judged',
  '',
  'The rule was written down before the experiments were run, and is the same for all:',
  '',
  '- Every condition is one number a seed: mostly a difference or a quotient of two trainings of the same seed, one with batch norm and one without, which have the same rows, the same initial weights and the same order of batches.',
  '- Its **interval** is that between two order statistics of the seeds. It covers the median with a probability of at least 95 % whatever the distribution (with nine seeds: from the second smallest to the second largest, 96 %), and lets a training that never arrived count as infinitely long. Intervals are not corrected for how many there are.',
  '- A condition **holds** where its whole interval lies on the side of the threshold that the claim names, is **contrary** where all of it lies on the other side, and is **open** where the threshold lies inside.',
  '- Quotients are written as factors: × 0.5 is half, × 0 means that only the other one never arrived, × ∞ that only this one never did.',
  '- A claim is **supported** where all its conditions hold, **not supported** where none does, and **depends** otherwise.',
  '',
  'Two settings were changed after first results had been seen, and no threshold was: the look at inference before the first step is left out, since there are no running statistics yet, and times are taken over 200 steps instead of 60, since the first were noisy.',
  '',
  'What this does not show: the networks are small, the data easy and the trainings short. A verdict is about them, and a hint elsewhere.',
].join('\n');

function claimSection({ result }: ClaimReport, { figure, spec }: ChapterPlaces): string {
  const claim = claimOf(result.id);
  const path = figure(result.id);
  const parts = [
    `## ${titleOf(result.id)}`,
    `**${capital(result.verdict)}.** ${claim.hypothesis}`,
    claim.experiment,
    conditionTable(result.conditions),
  ];
  if (result.beside.length > 0)
    parts.push('Beside the claim, deciding nothing:', conditionTable(result.beside));
  for (const { law, found, holds } of result.laws) {
    parts.push(`Exactly: ${law}. This ${holds ? 'holds' : '**does not hold**'}: ${found}.`);
  }
  if (path !== null) parts.push(`![${claim.saying}: the curves of the experiment](${path})`);
  parts.push(`Sources: ${claim.sources.map(({ title, url }) => `[${title}](${url})`).join('; ')}.`);
  return parts.join('\n\n').replaceAll('](bounds/', `](${spec}bounds/`);
}

function conditionTable(conditions: readonly JudgedCondition[]): string {
  const rows = conditions.map((condition) => {
    const text = (value: number) => quantityText(condition, value);
    const { median, low, high } = condition.interval;
    const side = `${condition.side} ${text(condition.threshold)}`;
    return [
      condition.name,
      quantityName(condition),
      side,
      `${text(median)} (${text(low)} to ${text(high)})`,
      words[condition.finding],
    ];
  });
  return tableOf([['condition', 'number', 'claimed', 'median and interval', 'it'], ...rows]);
}

/** Rows as a Markdown table, the first its titles, padded. */
function tableOf(rows: readonly (readonly string[])[]): string {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, column) => cell.padEnd(widths[column]!)).join(' | ')} |`;
  const [titles, ...others] = rows;
  return [titles!, widths.map((width) => '-'.repeat(width)), ...others].map(line).join('\n');
}

function claimOf(id: string): Claim {
  return claims.find((claim) => claim.id === id)!;
}

function titleOf(id: string): string {
  return claimOf(id).saying;
}

/** The anchor that Markdown gives a heading. */
function anchorOf(title: string): string {
  return title
    .toLowerCase()
    .replaceAll(/[^\w\- ]/g, '')
    .replaceAll(' ', '-');
}

function capital(text: string): string {
  return `${text[0]!.toUpperCase()}${text.slice(1)}`;
}
