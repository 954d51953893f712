import { referenceOracle } from '../../reference/batch-norm.ts';
import { createDecimalOracle } from '../../reference/decimal-oracle.ts';
import type { Variant } from '../../reference/variants/skeleton/define-variant.ts';
import { properties } from '../../spec/properties.ts';
import type { Outcome } from '../../src/harness/outcome.ts';
import { startProperty } from '../../src/harness/start-property.ts';
import { takeTurns } from '../../src/harness/take-turns.ts';
import { tiers } from '../../src/harness/tiers.ts';
import { isBroken } from '../../src/reporters/broken.ts';

/** What a search found, and how soon. */
export interface Catch {
  readonly outcome: Outcome;
  /** Cases of the whole run up to and with the failing one, those of other requirements included. */
  readonly cases: number;
}

export interface SearchOptions {
  readonly seed: number;
  /** Only this requirement; all of the suite where it is absent. */
  readonly only?: string;
  /** Told how many cases have been tried; awaited, so that a page can draw. */
  readonly onTurn?: (cases: number) => Promise<void>;
  /** True ends the search. */
  readonly stopped?: () => boolean;
}

/** A call of a variant takes far less than this; only a loop that never ends would take more. */
const TIMEOUT_MS = 10_000;

/**
 * Runs the suite at tier smoke against a variant until something breaks; the counterexample is shrunk, and confirmed
 * against the oracle in decimals. Null where nothing broke, or the search was stopped.
 */
export async function searchFault(variant: Variant, options: SearchOptions): Promise<Catch | null> {
  const { seed, only, onTurn, stopped } = options;
  const subject = variant.make();
  let noticed: number | null = null;
  const tried = () => runs.reduce((total, run) => total + run.tried(), 0);
  const chosen = properties.filter(({ requirement }) => only === undefined || requirement === only);
  const runs = chosen.map((property) =>
    startProperty(property, subject, {
      seed,
      runs: tiers.smoke.runs,
      timeoutMs: TIMEOUT_MS,
      recorded: [],
      oracle: referenceOracle,
      exactOracle: createDecimalOracle(),
      shrinkBudget: tiers.smoke.shrinkBudget,
      grade: () => {},
      onFailure: () => {
        noticed ??= tried() + 1;
      },
    }),
  );
  let found: Catch | null = null;
  await takeTurns(runs, async (run, cases) => {
    await onTurn?.(tried());
    if (stopped?.() === true) return false;
    await run.advance(cases);
    const outcome = run.outcome();
    if (isBroken(outcome)) found = { outcome, cases: noticed ?? tried() };
    return found === null;
  });
  return found;
}
