import type { BenchRow, UnmeasuredRow } from '../bench/bench-row.ts';
import type { Spread } from '../bench/statistics.ts';
import type { BenchReport } from './bench-report.ts';
import { type BenchSummary, type Overall, summarizeBench } from './bench-summary.ts';
import type { Colours } from './plain-colours.ts';
import { clip, plainText } from './plain-text.ts';
import { PAGE_WIDTH, wrapText } from './wrap-text.ts';

/** The benchmark for a terminal: a table for each task, what was not measured, and the sums; no line wider than the page. */
export function benchText({ findings, provenance }: BenchReport, colours: Colours): string {
  const { node, cores, wasm } = provenance;
  const versions = findings.subjects.flatMap(({ name, version }) =>
    version === null ? [] : `${name} ${version}`,
  );
  const about = `Node ${node}, ${cores} cores, WebAssembly with ${wasm.join(' and ')}; ${versions.join(', ')}.`;
  const absent = findings.absent.map(({ names, reason }) => `Not installed: ${names.join(', ')}: ${reason}`);
  const faults = findings.unmeasured.filter(({ isFault }) => isFault).map(faultLine);
  const prose = [about, ...absent, ...faults].flatMap((line) => wrapText(plainText(line), PAGE_WIDTH));
  const tables = tasksOf(findings.rows).map((rows) => taskTable(rows, colours));
  const summary = summaryTable(summarizeBench(findings.rows));
  return [...tables, table(summary, colours), prose.join('\n')].join('\n\n');
}

/** The sizes of a shape. */
export function shapeText(shape: readonly number[]): string {
  return shape.join('×');
}

function faultLine({ subject, threads, operation, shape, layout, reason }: UnmeasuredRow): string {
  return `Not measured: ${subject} (${threads} threads), ${operation}, ${shapeText(shape)}, ${layout}: ${reason}`;
}

/** Rows that stand together: those of one task. */
function tasksOf(rows: readonly BenchRow[]): readonly (readonly BenchRow[])[] {
  const tasks = new Map<string, BenchRow[]>();
  for (const row of rows) {
    const task = `${row.operation} ${row.shape} ${row.layout}`;
    tasks.set(task, [...(tasks.get(task) ?? []), row]);
  }
  return [...tasks.values()];
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

function summaryTable(summaries: readonly BenchSummary[]): readonly (readonly string[])[] {
  const head = [
    'ours',
    'threads',
    'by copy',
    'fastest native by it',
    'fastest JavaScript by it',
    'by 1 thread',
  ];
  const rows = summaries.map(({ operation, threads, toCopy, native, javascript, toOneThread }) => [
    operation,
    String(threads),
    ...[toCopy, native, javascript, toOneThread].map(overallText),
  ]);
  return [head, ...rows];
}

function overallText(ratio: Overall | null): string {
  if (ratio === null) return '–';
  return `${sizeText(ratio.geometricMean)} (${sizeText(ratio.least)}–${sizeText(ratio.most)})`;
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
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  const lines = rows.map((row) => {
    const cells = row.map((cell, i) => (i === 0 ? cell.padEnd(widths[i]!) : cell.padStart(widths[i]!)));
    return clip(cells.join('  ').trimEnd(), PAGE_WIDTH);
  });
  return lines.map((line, i) => (i === 0 ? colours.bold(line) : line)).join('\n');
}
