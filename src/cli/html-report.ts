import { packageVersion } from '../fixture-format/package-version.ts';
import { loadPlotter } from '../reporters/html/load-plotter.ts';
import { type HtmlRun, toHtml } from '../reporters/html/to-html.ts';
import type { MatrixRow } from '../reporters/matrix-row.ts';

/** A run on one implementation or on several as one page, which needs nothing beside it; with plots where vega is installed. */
export async function htmlReport(
  rows: readonly MatrixRow[],
  run: Pick<HtmlRun, 'tier' | 'seed' | 'runs'>,
): Promise<string> {
  const drawn = await loadPlotter(rows);
  return toHtml(rows, {
    tier: run.tier,
    seed: run.seed,
    runs: run.runs ?? null,
    date: new Date(),
    bncheck: packageVersion(),
    ...drawn,
  });
}
