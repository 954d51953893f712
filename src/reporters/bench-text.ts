import type { BenchRow, UnmeasuredRow } from '../bench/bench-row.ts';
import type { Spread } from '../bench/statistics.ts';
import { type BenchGoal, benchGoals } from './bench-goals.ts';
import type { BenchReport } from './bench-report.ts';
import { type BenchSummary, type Overall, summarizeBench, taskOf } from './bench-summary.ts';
import type { Colours } from './plain-colours.ts';
import { plainTable } from './plain-table.ts';
import { clip, plainText } from './plain-text.ts';
import { PAGE_WIDTH, wrapText } from './wrap-text.ts';

const SUMMARY =
  'By operation: geometric means over the tensors, in brackets the worst; "native by it" is the time of the fastest native library by ours, and "by one thread" is of tensors above 8 MB.';

/** The benchmark for a terminal: a table for each task, what was not measured, and the sums; no line wider than the page. */
export function benchText({ findings, provenance }: BenchReport, colours: Colours): string {
  const { node, cores, wasm } = provenance;
  const versions = findings.subjects.flatMap(({ name, version }) =>
    version === null ? [] : `${name} ${version}`,
  );
  const about = `Node ${node}, ${cores} cores, WebAssembly with ${wasm.join(' and ')}; ${versions.join(', ')}.`;
  const absent = findings.absent.map(({ names, reason }) => `Not installed: ${names.join(', ')}: ${reason}`);
  const faults = faultLines(findings.unmeasured.filter(({ isFault }) => isFault));
  const prose = [about, ...absent, ...faults].flatMap((line) => wrapText(plainText(line), PAGE_WIDTH));
  const tables = grouped(findings.rows, taskOf).map((rows) => taskTable(rows, colours));
  const summary = summaryTable(summarizeBench(findings.rows));
  const explained = wrapText(SUMMARY, PAGE_WIDTH);
  const goals = goalTable(benchGoals(findings.rows));
  const sums = [table(summary, colours), ...(goals.length === 1 ? [] : [table(goals, colours)])];
  return [...tables, ...sums, [...explained, '', ...prose].join('\n')].join('\n\n');
}

/** The sizes of a shape. */
export function shapeText(shape: readonly number[]): string {
  return shape.join('×');
}

/** One line for each subject and reason, with the first place where it was so and the number of others. */
function faultLines(rows: readonly UnmeasuredRow[]): readonly string[] {
  const alike = grouped(rows, ({ subject, reason }) => `${subject} ${reason}`);
  return alike.map((places) => {
    const { subject, threads, operation, shape, layout, reason } = places[0]!;
    const others = places.length === 1 ? '' : ` and ${places.length - 1} more`;
    const place = `${operation}, ${shapeText(shape)}, ${layout}, threads ${threads}${others}`;
    return `Not measured: ${subject} (${place}): ${reason}`;
  });
}

/** Items with the same key together, in the order in which the keys appear. */
function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => string): readonly (readonly Item[])[] {
  const groups = new Map<string, Item[]>();
  for (const item of items) groups.set(keyOf(item), [...(groups.get(keyOf(item)) ?? []), item]);
  return [...groups.values()];
}

function taskTable(rows: readonly BenchRow[], colours: Colours): string {
  const { operation, shape, layout } = rows[0]!;
  const head = ['', 'threads', 'ms', 'by copy', '(quartiles)', 'by ours', '(quartiles)', 'rounds'];
  const cells = rows.map((row) => [
    row.way === null ? row.subject : `${row.subject} (${row.way})`,
    String(row.threads),
    sizeText(row.time.median),
    sizeText(row.ratioToCopy.median),
    quartilesText(row.ratioToCopy),
    sizeText(row.ratioToOurs.median),
    quartilesText(row.ratioToOurs),
    String(row.rounds),
  ]);
  return `${colours.bold(`${operation}, ${shapeText(shape)}, ${layout}`)}\n${table([head, ...cells], colours)}`;
}

function goalTable(goals: readonly BenchGoal[]): readonly (readonly string[])[] {
  const rows = goals.map(({ goal, measured, isMet }) => [goal, sizeText(measured), isMet ? 'met' : 'missed']);
  return [['goal, one thread where nothing else is said', 'measured', ''], ...rows];
}

/** Geometric means over the tasks, with the worst task in brackets. */
function summaryTable(summaries: readonly BenchSummary[]): readonly (readonly string[])[] {
  const head = ['ours', 'threads', 'by copy', 'native by it', 'JavaScript by it', 'by one thread'];
  const most = (ratio: Overall | null) => overallText(ratio, (one) => `≤ ${sizeText(one.most)}`);
  const least = (ratio: Overall | null) => overallText(ratio, (one) => `≥ ${sizeText(one.least)}`);
  const rows = summaries.map(({ operation, threads, toCopy, native, javascript, toOneThread }) => {
    const peers = [least(native), least(javascript)];
    return [operation, String(threads), most(toCopy), ...peers, most(toOneThread)];
  });
  return [head, ...rows];
}

function overallText(ratio: Overall | null, worst: (ratio: Overall) => string): string {
  return ratio === null ? '–' : `${sizeText(ratio.geometricMean)} (${worst(ratio)})`;
}

function quartilesText({ lower, upper }: Spread): string {
  return Number.isNaN(lower) ? '' : `(${sizeText(lower)}–${sizeText(upper)})`;
}

/** A positive number to about three significant digits, without exponent. */
export function sizeText(value: number): string {
  if (Number.isNaN(value)) return '–';
  if (value >= 100) return String(Number(value.toPrecision(3)));
  const decimals = Math.max(0, 2 - Math.floor(Math.log10(value)));
  return value.toFixed(Math.min(decimals, 6));
}

/** Columns as wide as their cells, two spaces apart; the first begins at the left, the others end at the right. */
function table(rows: readonly (readonly string[])[], colours: Colours): string {
  const aligns = rows[0]!.map((_, column) => (column === 0 ? 'left' : 'right'));
  const lines = plainTable(rows, { aligns }).map((line) => clip(line, PAGE_WIDTH));
  return lines.map((line, i) => (i === 0 ? colours.bold(line) : line)).join('\n');
}
