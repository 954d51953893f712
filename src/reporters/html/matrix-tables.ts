import { html } from 'ghtml';
import { requirements } from '../../../spec/requirements.ts';
import type { Outcome } from '../../harness/outcome.ts';
import { isBroken, isDoubtful } from '../broken.ts';
import { countGroup, groupMark, groups, type MatrixRow, verdictWord } from '../matrix-row.ts';
import { outcomeMark, outcomeWords } from '../outcome-line.ts';
import { plainText } from '../plain-text.ts';
import { failureAnchor } from './failure-anchor.ts';
import { markClass, verdictBadge } from './marks.ts';

const NAME_LENGTH = 40;

/** Implementations by groups of requirements with their verdicts, and by every requirement. */
export function matrixTables(rows: readonly MatrixRow[]): string {
  return html`<section>
<h2 id="summary">Summary</h2>
<div class="wide" role="group" aria-labelledby="summary" tabindex="0">
<table>
<thead><tr><th scope="col">implementation</th>!${groups.map((group) => html`<th scope="col">${group}</th>`)}<th scope="col">verdict</th><th scope="col">accuracy</th></tr></thead>
<tbody>
!${rows.map(summaryRow)}
</tbody>
</table>
</div>
</section>
<section>
<h2 id="grid">Every requirement</h2>
<p>A mark that is a link leads to the counterexample.</p>
<div class="wide" role="group" aria-labelledby="grid" tabindex="0">
<table class="grid">
<thead><tr><th scope="col">requirement</th>!${rows.map((row, at) => html`<th scope="col"><a class="upright" href="#s${at + 1}">${plainText(row.name, NAME_LENGTH)}</a></th>`)}</tr></thead>
<tbody>
!${requirements.map(({ id }) => gridRow(id, rows))}
</tbody>
</table>
</div>
</section>`;
}

function summaryRow(row: MatrixRow, at: number): string {
  const name = html`<th scope="row"><a href="#s${at + 1}">${plainText(row.name, NAME_LENGTH)}</a></th>`;
  if ('problem' in row) {
    return html`<tr>!${name}!${groups.map(() => '<td>–</td>')}<td>!${verdictBadge(verdictWord(row))}</td><td>–</td></tr>`;
  }
  const { result } = row.report;
  const marks = groups.map((group) => {
    const mark = groupMark(countGroup(result, group));
    return html`<td class="${markClass(mark)}">${mark}</td>`;
  });
  return html`<tr>!${name}!${marks}<td>!${verdictBadge(verdictWord(row))}</td><td>${result.grade}</td></tr>`;
}

function gridRow(id: string, rows: readonly MatrixRow[]): string {
  return html`<tr><th scope="row">${id}</th>!${rows.map((row, at) => gridCell(id, row, `s${at + 1}`))}</tr>`;
}

function gridCell(id: string, row: MatrixRow, anchor: string): string {
  const outcome =
    'problem' in row ? undefined : row.report.result.outcomes.find(({ requirement }) => requirement === id);
  if (outcome === undefined) return '<td class="idle"><span aria-label="not run">–</span></td>';
  const mark = outcomeMark(outcome);
  return html`<td class="${markClass(mark)}">!${markOf(outcome, mark, anchor)}</td>`;
}

function markOf(outcome: Outcome, mark: string, anchor: string): string {
  const word = outcomeWords[outcome.outcome];
  if (!isBroken(outcome) && !isDoubtful(outcome))
    return html`<span role="img" aria-label="${word}">${mark}</span>`;
  return html`<a href="#${failureAnchor(anchor, outcome)}" aria-label="${plainText(outcome.requirement, 60)} ${word}">${mark}</a>`;
}
