import { html } from 'ghtml';
import { requirements } from '../../../spec/requirements.ts';
import type { Outcome } from '../../harness/outcome.ts';
import { counterexampleDetails } from '../describe-counterexample.ts';
import { outcomeMark, outcomeWords } from '../outcome-line.ts';
import { plainText } from '../plain-text.ts';
import type { Report } from '../report.ts';
import { definitions } from './definitions.ts';
import { failureAnchor } from './failure-anchor.ts';
import { markClass } from './marks.ts';

/** One failure: the requirement, the smallest case that shows it, expected and actual with the bound, and how to repeat it. */
export function failureArticle(outcome: Outcome, report: Report, section: string): string {
  const { requirement, level } = outcome;
  const anchor = failureAnchor(section, outcome);
  const mark = outcomeMark(outcome);
  const sentence = requirements.find(({ id }) => id === requirement)?.sentence ?? '';
  const details = counterexampleDetails(outcome, { ...report, seed: report.result.seed });
  return html`<article aria-labelledby="${anchor}">
<h4 id="${anchor}"><span class="${markClass(mark)}">${mark}</span> ${plainText(requirement, 60)} <small>${level}, ${outcomeWords[outcome.outcome]}</small></h4>
<p>${sentence}</p>
!${definitions(details)}
</article>`;
}
