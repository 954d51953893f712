import type { Requirement } from '../../spec/requirements.ts';
import type { Outcome } from '../harness/outcome.ts';

/** Which parts of a case a reader needs to understand a failure. */
export interface RelevantParts {
  readonly gradOutput: boolean;
  readonly runningStatistics: boolean;
  readonly exponentialAverageFactor: boolean;
}

/**
 * What matters follows from the requirement's group, and where a requirement is about all operations, from
 * what the failure speaks of.
 */
export function relevantParts(outcome: Outcome, requirement: Requirement | undefined): RelevantParts {
  const { message = '', mismatch } = outcome.counterexample ?? {};
  const said = `${outcome.requirement} ${requirement?.sentence ?? ''} ${message} ${mismatch?.quantity ?? ''}`;
  const group = requirement?.group;
  // A training output must not depend on the running state, so a reader wants to see what the state was.
  const training = group === 'running' || group === 'state' || group === 'training' || group === 'laws';
  const factor = training || /running(Mean|Variance)\b|AverageFactor/.test(said);
  return {
    gradOutput: group === 'gradient' || /\bgrad[A-Z]|[gG]radient/.test(said),
    runningStatistics: factor || group === 'inference' || /running|inference/i.test(said),
    exponentialAverageFactor: factor && group !== 'inference',
  };
}
