import { html } from 'ghtml';
import { plainText } from '../plain-text.ts';
import { legend, type MatrixRow } from '../matrix-row.ts';
import { matrixTables } from './matrix-tables.ts';
import { PAGE_CSS } from './page-css.ts';
import type { PlotOf } from './accuracy-section.ts';
import { subjectSection } from './subject-section.ts';
import { TOKENS_CSS } from './tokens-css.ts';

/** What a page says of the run. */
export interface HtmlRun {
  readonly tier: string;
  readonly seed: number;
  /** Generated cases per requirement, where they were not the tier's. */
  readonly runs?: number | null;
  readonly date: Date;
  /** The version of bncheck. */
  readonly bncheck: string;
  /** The plots; a page without them has tables. */
  readonly plotOf?: PlotOf;
}

/** Nothing may run on the page and nothing may be fetched, whatever a subject called itself. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:";

/**
 * One implementation or several as one page: a single file without a script, which needs no other. What subjects say of themselves is
 * shown and never obeyed: every value goes through the template, which escapes all that is not marked by an exclamation mark, and
 * only this folder's own templates and drawings are.
 */
export function toHtml(rows: readonly MatrixRow[], run: HtmlRun): string {
  const title = titleOf(rows);
  const several = rows.length > 1;
  const sections = rows.map((row, at) => subjectSection(row, { anchor: `s${at + 1}`, several, ...run }));
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<link rel="icon" href="data:,">
<title>${title}</title>
<style>!${TOKENS_CSS}!${PAGE_CSS}</style>
</head>
<body>
<header>
<h1>${title}</h1>
<p class="muted">bncheck ${run.bncheck} · tier ${run.tier} · seed ${run.seed}${casesOf(run)} · !${timeOf(run.date)}</p>
</header>
<main>
!${several ? matrixTables(rows) : ''}
!${sections.join('\n')}
</main>
<footer class="muted"><p>${legend}</p></footer>
</body>
</html>
`;
}

function titleOf(rows: readonly MatrixRow[]): string {
  const [only] = rows;
  if (rows.length !== 1 || only === undefined) return 'Batch normalization: conformance of implementations';
  const name = 'report' in only ? only.report.result.subject : only.name;
  return `Batch normalization: conformance of ${plainText(name, 120)}`;
}

function casesOf({ runs = null }: HtmlRun): string {
  return runs === null ? '' : ` · ${runs} cases per requirement`;
}

function timeOf(date: Date): string {
  const text = date.toISOString();
  return html`<time datetime="${text}">${text.slice(0, 16).replace('T', ' ')} UTC</time>`;
}
