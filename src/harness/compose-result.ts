import { requirementOf } from '../../spec/requirements.ts';
import { addConditioning, type ConditioningLog } from './conditioning-log.ts';
import { addGrades, type GradeLog, gradesOf, overallGrade } from './grades.ts';
import { isConformant } from './is-conformant.ts';
import type { Outcome, SuiteResult } from './outcome.ts';
import type { PropertyFindings } from './property-findings.ts';

/** What a result says of the run as a whole. */
export type ResultHead = Pick<SuiteResult, 'subject' | 'version' | 'language' | 'tier' | 'seed' | 'share'>;

/**
 * The result of a run from what its properties found. Worst ratios and right bits are largest and smallest values and exact sums, so that it
 * is the same to the byte whether one run found all or several did.
 */
export function composeResult(head: ResultHead, parts: readonly PropertyFindings[]): SuiteResult {
  const log: GradeLog = new Map();
  const conditioning: ConditioningLog = new Map();
  for (const part of parts) {
    addGrades(log, part.grades);
    addConditioning(conditioning, part.conditioning);
  }
  const { subject, version, language, tier, seed, share } = head;
  const outcomes = parts.map(({ outcome }) => outcome);
  const grades = gradesOf(log, conditioning);
  return {
    subject,
    version,
    language,
    tier,
    seed,
    share,
    conformant: isConformant(outcomes),
    grade: overallGrade(grades),
    grades,
    outcomes,
  };
}

/** The result of a run that was interrupted: what is not finished is skipped, and nothing is called conformant. */
export function composePartial(
  head: ResultHead,
  requirements: readonly string[],
  parts: readonly PropertyFindings[],
): SuiteResult {
  const all = requirements.map((requirement) => {
    const found = parts.find(({ outcome }) => outcome.requirement === requirement);
    return found ?? { outcome: unfinished(requirement), grades: new Map(), conditioning: new Map() };
  });
  return { ...composeResult(head, all), conformant: false, interrupted: true };
}

function unfinished(requirement: string): Outcome {
  const nothing = { cases: 0, vacuous: 0, skipped: 0, worstRatio: 0 };
  const reason = 'the run was interrupted before this was done';
  return { requirement, level: requirementOf(requirement).level, outcome: 'skipped', ...nothing, reason };
}
