import type { TopLevelSpec } from 'vega-lite';
import { WITH, WITHOUT } from '../claims/paired.ts';
import type { ChartPanel } from '../claims/claim.ts';
import type { ClaimResult } from '../claims/claim-result.ts';
import { loadSvgDrawer } from './load-svg-drawer.ts';

/** Draws the charts of a claim as SVG. */
export type ClaimPlotter = (result: ClaimResult) => Promise<string>;

/** With and without in two colours that colour-blind people tell apart; other lines in those of the same family. */
const colours = ['#0072b2', '#d55e00', '#009e73', '#cc79a7'] as const;

/** Panels side by side. */
const COLUMNS = 3;

/** Loads what draws; rejects, with what to install, where it is missing. */
export async function loadClaimPlotter(): Promise<ClaimPlotter> {
  const draw = await loadSvgDrawer('Figures need');
  return async (result) => `${rounded(await draw(chartOf(result.panels)))}\n`;
}

/** Coordinates, which have many digits, in tenths of a pixel: half of the bytes, and nothing that an eye could see. */
function rounded(svg: string): string {
  return svg.replaceAll(/-?\d+\.\d{6,}/g, (number) => String(Number(Number(number).toFixed(1))));
}

function chartOf(panels: readonly ChartPanel[]): TopLevelSpec {
  return {
    background: 'white',
    config: {
      axis: { titleFontWeight: 'normal', gridColor: '#eee' },
      title: { anchor: 'start', frame: 'group', fontSize: 12 },
    },
    columns: COLUMNS,
    bounds: 'flush',
    spacing: { row: 130, column: 80 },
    concat: panels.map(panelOf),
    resolve: { legend: { color: 'independent' }, scale: { color: 'independent' } },
  } as TopLevelSpec;
}

/** Lines through the medians with bands of their intervals. What is infinite or, on a logarithmic axis, 0 is left out. */
function panelOf({ title, x, y, logX, logY, lines }: ChartPanel): object {
  const shown = (value: number, log: true | undefined) => Number.isFinite(value) && (!log || value > 0);
  const largest = Math.max(
    ...lines.flatMap(({ points }) => points.map(({ high }) => (Number.isFinite(high) ? high : 0))),
  );
  const values = lines.flatMap(({ name, points }) =>
    points
      .filter((point) => shown(point.middle, logY) && shown(point.x, logX))
      .map((point) => ({
        line: name,
        x: point.x,
        low: shown(point.low, logY) ? point.low : point.middle,
        middle: point.middle,
        high: Number.isFinite(point.high) ? point.high : largest,
      })),
  );
  const domain = lines.map(({ name }) => name);
  const range = domain.map((name, i) =>
    name === WITH ? colours[0] : name === WITHOUT ? colours[1] : colours[i],
  );
  const scale = (log: true | undefined) => (log ? { type: 'log' } : { zero: false });
  const axis = (log: true | undefined, shownValues: readonly number[]) =>
    log ? { format: '~g', grid: false, ...powersOfTen(shownValues) } : { tickCount: 5 };
  return {
    title,
    width: 240,
    height: 170,
    data: { values },
    encoding: {
      x: {
        field: 'x',
        type: 'quantitative',
        title: x,
        scale: scale(logX),
        axis: {
          ...axis(
            logX,
            values.map((value) => value.x),
          ),
          grid: false,
        },
      },
      color: {
        field: 'line',
        type: 'nominal',
        scale: { domain, range },
        legend: { title: null, orient: 'bottom', columns: domain.length > 2 ? 1 : 2, labelLimit: 240 },
      },
    },
    layer: [
      {
        mark: { type: 'area', opacity: 0.2 },
        encoding: {
          y: {
            field: 'low',
            type: 'quantitative',
            title: y,
            scale: scale(logY),
            axis: axis(
              logY,
              values.flatMap(({ low, high }) => [low, high]),
            ),
          },
          y2: { field: 'high' },
        },
      },
      {
        mark: { type: 'line', strokeWidth: 1.5, point: values.length <= 24 ? { size: 18 } : false },
        encoding: { y: { field: 'middle', type: 'quantitative', title: y } },
      },
    ],
  };
}

/** The ticks of a logarithmic axis: powers of ten alone, where there are enough of them; else what the library finds. */
function powersOfTen(values: readonly number[]): { readonly values?: readonly number[] } {
  const from = Math.floor(Math.log10(Math.min(...values)));
  const to = Math.ceil(Math.log10(Math.max(...values)));
  if (!(to - from >= 2)) return {};
  const step = Math.ceil((to - from) / 6);
  const count = Math.floor((to - from) / step) + 1;
  return { values: Array.from({ length: count }, (_, i) => Number(`1e${from + i * step}`)) };
}
