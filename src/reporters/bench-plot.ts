import type { TopLevelSpec } from 'vega-lite';
import { type BenchRow, COPY } from '../bench/bench-row.ts';
import { benchOperations } from '../bench/bench-task.ts';
import { shapeText } from './bench-text.ts';
import { loadSvgDrawer } from './load-svg-drawer.ts';

/** Draws a plot of rows as SVG. */
export type BenchPlotter = (rows: readonly BenchRow[]) => Promise<string>;

/** Ours in red, libraries in JavaScript in yellows, native ones in blues and greens. */
const colours: Readonly<Record<string, string>> = {
  'builtin:wasm': '#c1121f',
  'builtin:wasm:simd': '#e5565f',
  'builtin:wasm:copying': '#f09a9f',
  'builtin:typescript': '#7a4b4e',
  'tfjs:cpu': '#e9c46a',
  'tfjs:wasm': '#f08c00',
  'onnxruntime-web': '#b08900',
  'onnxruntime-node': '#6a4c93',
  pytorch: '#1d4ed8',
  'pytorch:out': '#7aa7f7',
  onednn: '#2a9d8f',
};

/** Loads what draws; rejects, with what to install, where it is missing. */
export async function loadBenchPlotter(): Promise<BenchPlotter> {
  const draw = await loadSvgDrawer('A plot needs');
  return async (rows) => `${await draw(plotOf(rows))}\n`;
}

/** Times by that of the copy on a logarithmic axis: a line a tensor, a panel an operation, a mark a subject. */
function plotOf(rows: readonly BenchRow[]): TopLevelSpec {
  const drawn = rows.filter(
    ({ subject, ratioToCopy }) => subject !== COPY && !Number.isNaN(ratioToCopy.median),
  );
  const tensorOf = ({ shape, layout }: BenchRow) => `${shapeText(shape)} ${layout}`;
  const values = drawn.map((row) => ({
    tensor: tensorOf(row),
    operation: row.operation,
    subject: row.subject,
    threads: row.threads === 1 ? '1 thread' : `${row.threads} threads`,
    ratio: row.ratioToCopy.median,
  }));
  const tensors = [...new Set(drawn.map(tensorOf))];
  const subjects = [...new Set(drawn.map(({ subject }) => subject))];
  const operations = benchOperations.filter((name) => drawn.some(({ operation }) => operation === name));
  return {
    data: { values },
    title: { text: 'Time of a call by the time of a copy of its input', anchor: 'start' },
    background: 'white',
    facet: { column: { field: 'operation', type: 'nominal', sort: [...operations], title: null } },
    spec: {
      width: 280,
      height: { step: 26, for: 'position' },
      layer: [
        {
          // Data of its own, or there would be a line for each row.
          data: { values: [{ ratio: 1 }] },
          mark: { type: 'rule', color: '#555', strokeDash: [4, 3] },
          encoding: { x: { field: 'ratio', type: 'quantitative' } },
        },
        {
          mark: { type: 'point', size: 55, strokeWidth: 1.5 },
          encoding: {
            x: {
              field: 'ratio',
              type: 'quantitative',
              scale: { type: 'log' },
              axis: { title: 'times a copy', format: ',~g', tickCount: 5 },
            },
            y: {
              field: 'tensor',
              type: 'nominal',
              sort: tensors,
              title: null,
              axis: { labelLimit: 260, grid: true },
            },
            color: {
              field: 'subject',
              type: 'nominal',
              scale: { domain: subjects, range: subjects.map((name) => colours[name] ?? '#555') },
              legend: { labelLimit: 200 },
            },
            // Apart, so that the two do not hide each other.
            yOffset: { field: 'threads', type: 'nominal' },
            shape: { field: 'threads', type: 'nominal' },
          },
        },
      ],
    },
    resolve: { scale: { x: 'shared' } },
  };
}
