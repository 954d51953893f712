import type { Outcome, OutcomeKind } from '../harness/outcome.ts';
import { isBroken, isDoubtful } from './broken.ts';
import { isHardlyTested } from './hardly-tested.ts';
import { roughText } from './number-text.ts';
import { type Colours, plainColours } from './plain-colours.ts';
import { clip, plainText } from './plain-text.ts';
import { PAGE_WIDTH } from './wrap-text.ts';

export const outcomeWords: Readonly<Record<OutcomeKind, string>> = {
  passed: 'passed',
  failed: 'failed',
  errored: 'errored',
  timedOut: 'timed out',
  skipped: 'skipped',
  vacuous: 'vacuous',
};

const ID_WIDTH = 27;
const LEVEL_WIDTH = 7;
const WORD_WIDTH = 10;

/** One outcome in one line of at most 100 columns. */
export function outcomeLine(outcome: Outcome, colours: Colours = plainColours): string {
  const id = plainText(outcome.requirement, ID_WIDTH).padEnd(ID_WIDTH);
  const word = outcomeWords[outcome.outcome].padEnd(WORD_WIDTH);
  const room = PAGE_WIDTH - 2 - ID_WIDTH - 1 - LEVEL_WIDTH - WORD_WIDTH;
  const line = `${id} ${outcome.level.padEnd(LEVEL_WIDTH)}${word}${colours.dim(clip(remark(outcome), room))}`;
  return `${outcomeMark(outcome, colours)} ${line}`.trimEnd();
}

/** ✓ held, ✗ a MUST was broken, ! a SHOULD or MAY was (or the oracles disagree), – nothing was shown. */
export function outcomeMark(outcome: Outcome, colours: Colours = plainColours): string {
  if (outcome.outcome === 'passed') return colours.green('✓');
  if (isBroken(outcome)) return outcome.level === 'MUST' ? colours.red('✗') : colours.yellow('!');
  return isDoubtful(outcome) ? colours.yellow('!') : colours.dim('–');
}

function remark(outcome: Outcome): string {
  const { counterexample, reason, cases, worstRatio, vacuous } = outcome;
  if (counterexample !== undefined) return plainText(counterexample.message);
  if (outcome.outcome !== 'passed') return plainText(reason ?? '');
  const worst = worstRatio > 0 ? `, worst error ${roughText(worstRatio)} of its bound` : '';
  const empty = vacuous > 0 ? `, ${vacuous} vacuous` : '';
  const hardly = isHardlyTested(outcome) ? 'hardly tested: ' : '';
  return `${hardly}${cases} case${cases === 1 ? '' : 's'}${worst}${empty}`;
}
