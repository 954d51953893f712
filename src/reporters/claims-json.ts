import type { ChartPoint, JudgedCondition } from '../claims/claim.ts';
import type { ClaimReport } from './claims-report.ts';
import { jsonNumber } from './json-number.ts';

/** Digits that are kept: more than a median of a few seeds means, and few enough for small files. */
const DIGITS = 6;

/** Numbers whose text JSON cannot carry otherwise. */
const special: Readonly<Record<string, number>> = {
  NaN: Number.NaN,
  Infinity: Number.POSITIVE_INFINITY,
  '-Infinity': Number.NEGATIVE_INFINITY,
  '-0': -0,
};

const chart: readonly (keyof ChartPoint)[] = ['x', 'low', 'middle', 'high'];

/** A report as JSON: a line for each condition and each line of a chart, a point as [x, low, middle, high]. */
export function claimJson({ provenance, result }: ClaimReport): string {
  const { id, verdict, laws } = result;
  const panels = result.panels.map((panel) => ({
    ...panel,
    lines: panel.lines.map(({ name, points }) => ({
      name,
      points: points.map((point) => chart.map((key) => point[key])),
    })),
  }));
  const fields = {
    provenance,
    id,
    verdict,
    conditions: result.conditions,
    beside: result.beside,
    laws,
    panels,
  };
  const lines = Object.entries(fields).map(([key, value]) => `${JSON.stringify(key)}:${textOf(value)}`);
  return `{\n${lines.join(',\n')}\n}\n`;
}

/** One line, or one for each item of a list. */
function textOf(value: unknown): string {
  const text = (one: unknown) =>
    JSON.stringify(one, (_, part) => (typeof part === 'number' ? short(part) : part));
  if (!Array.isArray(value) || value.length === 0) return text(value);
  return `[\n${value.map((one) => text(one)).join(',\n')}\n]`;
}

function short(value: number): number | string {
  return jsonNumber(Number.isFinite(value) ? Number(value.toPrecision(DIGITS)) : value);
}

/** Reads what `claimJson` wrote. */
export function parseClaimJson(text: string): ClaimReport {
  const { provenance, ...result } = JSON.parse(text);
  const numbersOf = (condition: JudgedCondition): JudgedCondition => ({
    ...condition,
    values: condition.values.map(numberOf),
    interval: {
      median: numberOf(condition.interval.median),
      low: numberOf(condition.interval.low),
      high: numberOf(condition.interval.high),
      confidence: condition.interval.confidence,
    },
  });
  return {
    provenance,
    result: {
      ...result,
      conditions: result.conditions.map(numbersOf),
      beside: result.beside.map(numbersOf),
      panels: result.panels.map((panel: { readonly lines: readonly StoredLine[] }) => ({
        ...panel,
        lines: panel.lines.map(({ name, points }) => ({
          name,
          points: points.map((point) =>
            Object.fromEntries(chart.map((key, i) => [key, numberOf(point[i]!)])),
          ),
        })),
      })),
    },
  };
}

interface StoredLine {
  readonly name: string;
  readonly points: readonly (readonly (number | string)[])[];
}

function numberOf(stored: number | string): number {
  return typeof stored === 'number' ? stored : special[stored]!;
}
