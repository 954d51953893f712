import { isTolerated } from '../harness/known-failures.ts';
import type { Outcome } from '../harness/outcome.ts';
import { isBroken, tellingFirst } from './broken.ts';
import { plainText } from './plain-text.ts';
import type { Report } from './report.ts';

/** More of them GitHub does not show. */
const MOST = 10;

/**
 * Workflow commands, one a line, that show each broken requirement on the page of a run: MUST as errors, the others as warnings. What a
 * list of known failures tolerates comes last, as notices, and what is wrong with the list first.
 */
export function githubAnnotations({ result, replayOf, known }: Report): readonly string[] {
  const isKnown = (one: Outcome) => isTolerated(one, known);
  const broken = tellingFirst(result.outcomes.filter(isBroken));
  const telling = [...broken.filter((one) => !isKnown(one)), ...broken.filter(isKnown)];
  const problems = (known?.problems ?? []).map(
    (problem) => `::error title=known failures::${escapeData(plainText(problem, 600))}`,
  );
  const partial =
    result.interrupted === true
      ? ['::warning title=bncheck::The run was interrupted: this report is partial.']
      : [];
  const shown = telling.map((outcome) => {
    const command = outcome.level === 'MUST' ? 'error' : 'warning';
    const replay = replayOf(outcome.requirement);
    return annotation(isKnown(outcome) ? 'notice' : command, outcome, result.subject, replay);
  });
  return [...partial, ...problems, ...shown].slice(0, MOST);
}

function annotation(command: string, outcome: Outcome, subject: string, replay: string): string {
  const { requirement, level, counterexample, reason } = outcome;
  const title = `${plainText(requirement, 60)} (${level}) of ${plainText(subject, 60)}`;
  const message = `${plainText(counterexample?.message ?? reason ?? 'no answer')} Replay: ${plainText(replay)}`;
  return `::${command} title=${escapeProperty(title)}::${escapeData(message)}`;
}

/** As the runner reads workflow commands: what would end the message or the line is written as a percent code. */
function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
