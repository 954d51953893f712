import type { PropertyRun } from './start-property.ts';

/**
 * Cases after which a property lets the next one go on, counted from its start. Most faults show in the first cases of the
 * requirement that they break: whoever waits for a failure should not wait until all earlier requirements are through.
 */
const TURNS = [2, 10] as const;

/**
 * Goes through several properties breadth first: a few cases of each, then some more of each, then what is left. Those whose first
 * case is smallest begin: what a subject keeps of its first calls (a workspace, a cache) then shows in a small counterexample. What a
 * property finds does not depend on the order, but for a subject that remembers.
 *
 * `turn` lets a property that is not finished go on to a number of cases from its start; it ends the run where it gives false.
 */
export async function takeTurns<Run extends PropertyRun>(
  runs: readonly Run[],
  turn: (run: Run, cases: number) => Promise<boolean>,
): Promise<void> {
  const smallestFirst = runs.toSorted((one, other) => one.firstElements - other.firstElements);
  for (const limit of [...TURNS, Number.POSITIVE_INFINITY]) {
    for (const run of smallestFirst) {
      if (run.finished()) continue;
      if (!(await turn(run, Math.min(limit, run.planned)))) return;
    }
  }
}
