import { html } from 'ghtml';
import type { Grade, SuiteResult } from '../../harness/outcome.ts';
import { roughText } from '../number-text.ts';
import { plainText } from '../plain-text.ts';
import type { Report } from '../report.ts';

/** Draws the right bits of a result against conditioning, as SVG; null where nothing was measured. */
export type PlotOf = (result: SuiteResult) => string | null;

/** The accuracy grade of each quantity, and how many bits are right as the conditioning grows worse. */
export function accuracySection(report: Report, { plotOf }: { readonly plotOf?: PlotOf }): string {
  const { grades } = report.result;
  const graded = Object.entries(grades);
  if (graded.length === 0) return '';
  const drawn = plotOf?.(report.result) ?? null;
  const figure =
    drawn === null
      ? ''
      : html`<figure><div class="wide" role="group" aria-label="Plot of right bits" tabindex="0">!${drawn}</div>
<figcaption>Right bits of the worst channel against kappa = mean|x| / sqrt(variance + epsilon). A sound implementation loses log2(kappa); one-pass sums lose twice as many.</figcaption></figure>`;
  const measured = graded.filter(([, { byConditioning }]) => byConditioning.length > 0);
  return html`<h3>Accuracy grade: ${report.result.grade}</h3>
!${figure}
<div class="wide" role="group" aria-label="Grades" tabindex="0">
<table>
<thead><tr><th scope="col">quantity</th><th scope="col">grade</th><th scope="col">worst error / bound of that class</th></tr></thead>
<tbody>
!${graded.map(gradeRow)}
</tbody>
</table>
</div>
!${measured.length === 0 ? '' : bitsTable(measured, drawn !== null)}`;
}

function gradeRow([quantity, { grade, worstRatio }]: readonly [string, Grade]): string {
  const worst = worstRatio[grade === 'none' ? 'sequential' : grade];
  return html`<tr><th scope="row">${plainText(quantity, 40)}</th><td>${grade}</td><td class="number">${roughText(worst)}</td></tr>`;
}

/** Closed where a plot shows the same. */
function bitsTable(measured: readonly (readonly [string, Grade])[], drawn: boolean): string {
  const decades = [
    ...new Set(measured.flatMap(([, grade]) => grade.byConditioning.map(({ decade }) => decade))),
  ];
  decades.sort((a, b) => a - b);
  const cell = ({ byConditioning }: Grade, decade: number) =>
    byConditioning.find((one) => one.decade === decade)?.worstBits.toFixed(1) ?? '';
  return html`<details${drawn ? '' : ' open'}><summary>Right bits of the worst channel, by kappa</summary>
<div class="wide" role="group" aria-label="Right bits by kappa" tabindex="0">
<table>
<thead><tr><th scope="col">quantity</th>!${decades.map((decade) => html`<th scope="col">${decade === 0 ? 'below 10' : `1e${decade}`}</th>`)}</tr></thead>
<tbody>
!${measured.map(
    ([quantity, grade]) =>
      html`<tr><th scope="row">${plainText(quantity, 40)}</th>!${decades.map((decade) => html`<td class="number">${cell(grade, decade)}</td>`)}</tr>`,
  )}
</tbody>
</table>
</div>
</details>`;
}
