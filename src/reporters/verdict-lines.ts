import type { SuiteResult } from '../harness/outcome.ts';
import { isBroken, isDoubtful } from './broken.ts';
import { isHardlyTested } from './hardly-tested.ts';
import { type Colours, plainColours } from './plain-colours.ts';
import { plainText } from './plain-text.ts';
import { PAGE_WIDTH, wrapText } from './wrap-text.ts';

/** The verdict on a subject, with the counts it rests on, and its accuracy, in lines of a page. */
export function verdictLines(result: SuiteResult, colours: Colours = plainColours): readonly string[] {
  const [verdict = '', ...others] = verdictSentences(result, colours);
  return [verdict, ...others.flatMap((sentence) => wrapText(sentence, PAGE_WIDTH))];
}

/** The same, a sentence each. */
export function verdictSentences(result: SuiteResult, colours: Colours = plainColours): readonly string[] {
  const lines = [`${colours.bold(verdictOf(result, colours))}: ${countsText(result)}`];
  if (Object.keys(result.grades).length > 0) lines.push(accuracyText(result));
  const hardly = result.outcomes.filter(isHardlyTested).length;
  if (hardly > 0) lines.push(`hardly tested, since most cases were vacuous: ${hardly} of those that hold`);
  if (result.outcomes.some(isDoubtful)) {
    lines.push("bncheck's two oracles disagree on a case marked with !: please report it");
  }
  return lines;
}

function verdictOf({ conformant, interrupted }: SuiteResult, colours: Colours): string {
  if (interrupted === true) return colours.yellow('interrupted, a partial report');
  return conformant ? colours.green('conformant') : colours.red('not conformant');
}

function countsText({ outcomes, conformant, interrupted }: SuiteResult): string {
  const must = outcomes.filter(({ level }) => level === 'MUST');
  const held = must.filter(({ outcome }) => outcome === 'passed').length;
  const broken = must.filter(isBroken).length;
  const should = outcomes.filter((outcome) => outcome.level !== 'MUST' && isBroken(outcome)).length;
  const unshown = outcomes.filter(({ outcome }) => outcome === 'skipped' || outcome === 'vacuous').length;
  if (!conformant && broken === 0 && interrupted !== true)
    return 'no MUST requirement could be tested, so nothing was shown';
  const parts = [`of ${must.length} MUST requirements ${held} hold and ${broken} are broken`];
  if (should > 0) parts.push(`${should} SHOULD broken`);
  if (unshown > 0) parts.push(`${unshown} not tested`);
  return parts.join('; ');
}

/** The overall grade, and the quantities that fare better or are responsible for it. */
function accuracyText({ grade, grades }: SuiteResult): string {
  const worst = Object.entries(grades).filter((entry) => entry[1].grade === grade);
  const names = worst.map(([quantity]) => plainText(quantity, 40)).join(', ');
  const all = worst.length === Object.keys(grades).length;
  return `accuracy grade: ${grade} (${all ? `all ${worst.length} quantities` : `because of ${names}`})`;
}
