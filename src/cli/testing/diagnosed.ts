import { referenceOracle } from '../../../reference/batch-norm.ts';
import type { Subject } from '../../../spec/contract.ts';
import { properties } from '../../../spec/properties.ts';
import { requirementOf } from '../../../spec/requirements.ts';
import { diagnose } from '../../diagnosis/diagnose.ts';
import type { Diagnosis } from '../../diagnosis/diagnosis.ts';
import type { Outcome } from '../../harness/outcome.ts';
import { runProperty } from '../../harness/run-property.ts';
import { dictionaryFor } from '../dictionary-for.ts';

interface DiagnosedOptions {
  /** The requirements that are really checked; the others pass unseen. */
  readonly requirements: readonly string[];
  /** Ids of candidates that nobody knows. */
  readonly without?: readonly string[];
}

/** The diagnosis of subjects that `make` gives, from the failures of a few requirements. */
export async function diagnosed(
  make: () => Subject,
  { requirements, without = [] }: DiagnosedOptions,
): Promise<Diagnosis | null> {
  const outcomes = await Promise.all(
    properties.map(({ requirement }) =>
      requirements.includes(requirement) ? outcomeOf(requirement, make) : passed(requirement),
    ),
  );
  const subject = make();
  const dictionary = dictionaryFor(subject.conventions, without);
  return diagnose(subject, { dictionary, outcomes, oracle: referenceOracle, seed: 1, timeoutMs: 200 });
}

/** Most faults show in the first cases, so the others need not be made. */
async function outcomeOf(requirement: string, make: () => Subject): Promise<Outcome> {
  const property = properties.find((one) => one.requirement === requirement)!;
  const run = (runs: number) =>
    runProperty(property, make(), {
      seed: 2026,
      runs,
      shrinkBudget: 150,
      timeoutMs: 200,
      oracle: referenceOracle,
      exactOracle: referenceOracle,
      recorded: [],
      grade: () => {},
    });
  const early = await run(12);
  return early.counterexample === undefined ? run(150) : early;
}

function passed(requirement: string): Outcome {
  const { level } = requirementOf(requirement);
  return { requirement, level, outcome: 'passed', cases: 1, vacuous: 0, skipped: 0, worstRatio: 0 };
}
