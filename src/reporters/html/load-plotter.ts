import type { TopLevelSpec } from 'vega-lite';
import { precisionOf } from '../../../spec/half-formats.ts';
import type { SuiteResult } from '../../harness/outcome.ts';
import { loadSvgDrawer } from '../load-svg-drawer.ts';
import type { MatrixRow } from '../matrix-row.ts';
import type { PlotOf } from './accuracy-section.ts';

/** Quantities that are drawn, where they were measured: what users see first. */
const drawn = ['output', 'inferenceOutput', 'gradInput'];

/** Draws the plots of these rows; nothing where vega and vega-lite are not installed. */
export async function loadPlotter(rows: readonly MatrixRow[]): Promise<{ readonly plotOf?: PlotOf }> {
  const draw = await loadSvgDrawer('A plot needs').catch(() => null);
  if (draw === null) return {};
  const plots = new Map<SuiteResult, string>();
  for (const row of rows) {
    if ('problem' in row) continue;
    const spec = plotSpec(row.report.result, precisionOf[row.report.dtype]);
    if (spec !== null) plots.set(row.report.result, await draw(spec));
  }
  return { plotOf: (result) => plots.get(result) ?? null };
}

/** A line a quantity, right bits against the decade of kappa; the colours are those of the page. */
function plotSpec(result: SuiteResult, precision: number): TopLevelSpec | null {
  const values = drawn.flatMap((quantity) =>
    (result.grades[quantity]?.byConditioning ?? []).map(({ decade, worstBits }) => ({
      quantity,
      decade,
      bits: worstBits,
    })),
  );
  if (values.length === 0) return null;
  const quantities = drawn.filter((name) => values.some(({ quantity }) => quantity === name));
  const text = { labelColor: 'var(--bn-ink)', titleColor: 'var(--bn-ink)' };
  const axis = {
    ...text,
    gridColor: 'var(--bn-line)',
    domainColor: 'var(--bn-muted)',
    tickColor: 'var(--bn-muted)',
  };
  return {
    data: { values },
    width: 420,
    height: 220,
    background: 'transparent',
    config: { view: { stroke: 'var(--bn-line)' }, axis, legend: text, font: 'system-ui, sans-serif' },
    mark: { type: 'line', point: { size: 45 }, strokeWidth: 2 },
    encoding: {
      x: {
        field: 'decade',
        type: 'quantitative',
        axis: {
          title: 'kappa',
          tickMinStep: 1,
          labelExpr: "datum.value == 0 ? 'below 10' : '1e' + datum.value",
        },
      },
      y: {
        field: 'bits',
        type: 'quantitative',
        scale: { domain: [0, precision] },
        axis: { title: `right bits, of ${precision}` },
      },
      color: {
        field: 'quantity',
        type: 'nominal',
        scale: { domain: quantities, range: quantities.map((_, k) => `var(--bn-series-${k + 1})`) },
        legend: { title: null, orient: 'bottom' },
      },
      shape: { field: 'quantity', type: 'nominal', scale: { domain: quantities }, legend: { title: null } },
    },
  };
}
