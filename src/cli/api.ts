/** What `import … from 'bncheck'` gives: the suite and the identification as functions, and the types that a subject is written against. */
import type { Subject } from '../../spec/contract.ts';
import type { Diagnosis } from '../diagnosis/diagnosis.ts';
import { isBroken } from '../harness/is-broken.ts';
import type { SuiteResult } from '../harness/outcome.ts';
import type { Tier } from '../harness/tiers.ts';
import type { Identified } from '../identify/identified.ts';
import { chooseRequirements } from './choose-requirements.ts';
import { runCheck } from './run-check.ts';
import { identifySubject } from './identify-subject.ts';

export type * from '../../spec/contract.ts';
export { type Requirement, requirements } from '../../spec/requirements.ts';
export type { Diagnosis } from '../diagnosis/diagnosis.ts';
export type { Counterexample, Outcome, SuiteResult } from '../harness/outcome.ts';
export type { Identified } from '../identify/identified.ts';

export interface CheckOptions {
  /** Default `ci`. */
  readonly tier?: Tier['name'];
  /** Default 1; the same seed gives the same result. */
  readonly seed?: number;
  /** Generated cases per requirement, instead of the tier's. */
  readonly runs?: number;
  /** Ids of requirements; all by default. */
  readonly only?: readonly string[];
  /** How long one call may take, in milliseconds; default 10000. A synchronous endless loop cannot be interrupted here. */
  readonly timeoutMs?: number;
  /** True to look for the known fault that behaves like a failing subject; it is questioned for that after the run. */
  readonly diagnosis?: boolean;
}

/** A result, and what is probably wrong: null where nothing failed, absent where nobody asked. */
export type CheckResult = SuiteResult & { readonly diagnosis?: Diagnosis | null };

/**
 * Runs the suite against a subject in this process and gives the result as a value; a misbehaving subject is an outcome.
 *
 * @throws Error for an unknown requirement id.
 */
export async function check(subject: Subject, options: CheckOptions = {}): Promise<CheckResult> {
  const { tier = 'ci', seed = 1, runs = null, timeoutMs = 10_000 } = options;
  const only = options.only === undefined ? null : chooseRequirements(options.only);
  const job = { task: 'check', subject: subject.name, only, tier, seed, runs, timeoutMs } as const;
  const { result } = await runCheck(subject, job, {});
  if (options.diagnosis !== true) return result;
  if (!result.outcomes.some(isBroken)) return { ...result, diagnosis: null };
  const { runDiagnosis } = await import('./run-diagnosis.ts');
  const { outcomes } = result;
  const asked = {
    task: 'diagnose',
    subject: subject.name,
    outcomes,
    conventions: subject.conventions,
  } as const;
  return { ...result, diagnosis: await runDiagnosis(subject, { ...asked, seed, timeoutMs }) };
}

export interface IdentifyOptions {
  /** How long one call may take, in milliseconds; default 10000. */
  readonly timeoutMs?: number;
}

/**
 * Finds out the conventions and the algorithm of a subject in this process, in at most 64 calls; its declared conventions are
 * not looked at. A subject that answers nothing gives findings that say so.
 */
export function identify(
  subject: Subject,
  { timeoutMs = 10_000 }: IdentifyOptions = {},
): Promise<Identified> {
  return identifySubject(subject, subject.name, timeoutMs);
}
