import { elementsOf, type VariantFindings } from '../harness/power-summary.ts';
import type { PowerReport } from './power-report.ts';

/** The kill matrix as JSON; only its times (in milliseconds) differ between two runs with one seed. */
export function powerJson(report: PowerReport): object {
  const { tier, seed, runs, summary, findings, rivals } = report;
  const { faulty, sound, medianMsToCatch, medianElementsInCounterexample } = summary;
  return {
    tier,
    seed,
    ...(runs === null ? {} : { runs }),
    faulty,
    sound,
    diagnosis: summary.diagnosis,
    medianMsToCatch,
    medianElementsInCounterexample,
    bulky: summary.bulky,
    requirements: summary.requirements,
    ...(rivals.length === 0 ? {} : { rivals }),
    variants: findings.map(variantJson),
  };
}

function variantJson(findings: VariantFindings): object {
  const { id, kind, first, broken, complete, diagnosed, accusations, ms } = findings;
  return {
    id,
    kind,
    caughtBy: first?.outcome.requirement ?? null,
    level: first?.outcome.level ?? null,
    cases: first?.cases ?? null,
    msToCatch: first?.ms ?? null,
    elements: first === null ? null : elementsOf(first),
    elementsAsFound: first?.outcome.counterexample?.foundElements ?? null,
    message: first?.outcome.counterexample?.message ?? null,
    broken,
    complete,
    diagnosed,
    ...(kind === 'sound'
      ? {
          accusations: accusations.map(({ requirement, counterexample }) => ({
            requirement,
            message: counterexample?.message ?? null,
          })),
        }
      : {}),
    ms,
  };
}
