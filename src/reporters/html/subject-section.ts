import { html } from 'ghtml';
import { isBroken, isDoubtful, tellingFirst } from '../broken.ts';
import { diagnosisDetails } from '../describe-diagnosis.ts';
import { isHardlyTested } from '../hardly-tested.ts';
import { type MatrixRow, verdictWord } from '../matrix-row.ts';
import { roughText } from '../number-text.ts';
import { outcomeMark, outcomeWords } from '../outcome-line.ts';
import { plainText } from '../plain-text.ts';
import type { Report } from '../report.ts';
import { verdictSentences } from '../verdict-lines.ts';
import { accuracySection, type PlotOf } from './accuracy-section.ts';
import { conventionsSection } from './conventions-section.ts';
import { definitions } from './definitions.ts';
import { failureAnchor } from './failure-anchor.ts';
import { failureArticle } from './failure-article.ts';
import { markClass, verdictBadge } from './marks.ts';
import type { Outcome } from '../../harness/outcome.ts';

export interface SectionPlace {
  /** The id of the section. */
  readonly anchor: string;
  /** Whether other implementations are on the page. */
  readonly several: boolean;
  readonly plotOf?: PlotOf;
}

/** All about one implementation. */
export function subjectSection(row: MatrixRow, place: SectionPlace): string {
  const { anchor } = place;
  const heading = html`<h2 id="${anchor}">${plainText(row.name, 120)}</h2>`;
  if ('problem' in row) {
    return html`<section>!${heading}<p>!${verdictBadge('not run')}: ${plainText(row.problem, 600)}</p></section>`;
  }
  const { report } = row;
  const { outcomes } = report.result;
  const telling = tellingFirst(outcomes.filter((one) => isBroken(one) || isDoubtful(one)));
  return html`<section>
!${heading}
<p class="verdict">!${verdictBadge(verdictWord(row))}</p>
!${verdictSentences(report.result).map((sentence) => html`<p>${sentence}</p>`)}
!${aboutList(report)}
!${diagnosisPart(report)}
<h3>Requirements</h3>
!${requirementTable(outcomes, anchor)}
!${telling.length === 0 ? '' : '<h3>What does not hold</h3>'}
!${telling.map((outcome) => failureArticle(outcome, report, anchor))}
!${accuracySection(report, place)}
!${conventionsSection(report)}
</section>`;
}

function aboutList({ result, dtype, seconds }: Report): string {
  const { subject, version, language, share } = result;
  return definitions([
    ['calls itself', subject],
    ['version', version ?? 'not given'],
    ['language', language ?? 'not given'],
    ['numbers', dtype],
    ...(share < 1 ? [['share of the cases', `${share}, since its calls are slow`] as const] : []),
    ...(seconds === undefined ? [] : [['time of the run', `${seconds.toFixed(1)} s`] as const]),
  ]);
}

function diagnosisPart({ diagnosis = null }: Report): string {
  if (diagnosis === null) return '';
  const { title, details } = diagnosisDetails(diagnosis);
  return html`<h3>${title}</h3>!${definitions(details)}`;
}

function requirementTable(outcomes: readonly Outcome[], anchor: string): string {
  return html`<div class="wide" role="group" aria-label="Requirements" tabindex="0">
<table>
<thead><tr><th scope="col">requirement</th><th scope="col">level</th><th scope="col">outcome</th><th scope="col">cases</th><th scope="col">worst error / bound</th></tr></thead>
<tbody>
!${outcomes.map((outcome) => requirementRow(outcome, anchor))}
</tbody>
</table>
</div>`;
}

function requirementRow(outcome: Outcome, anchor: string): string {
  const { requirement, level, cases, vacuous, worstRatio, reason } = outcome;
  const id = plainText(requirement, 60);
  const mark = outcomeMark(outcome);
  const leads = isBroken(outcome) || isDoubtful(outcome);
  const name = leads ? html`<a href="#${failureAnchor(anchor, outcome)}">${id}</a>` : html`${id}`;
  const why = reason === undefined ? '' : `: ${plainText(reason)}`;
  const count = isHardlyTested(outcome) ? `${cases} (${vacuous} vacuous)` : String(cases);
  const ratio = outcome.outcome === 'skipped' ? '' : roughText(worstRatio);
  return html`<tr><th scope="row">!${name}</th><td>${level}</td><td><span class="${markClass(mark)}">${mark} ${outcomeWords[outcome.outcome]}</span>${why}</td><td class="number">${count}</td><td class="number">${ratio}</td></tr>`;
}
