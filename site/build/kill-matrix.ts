import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PowerSummary } from '../../src/harness/power-summary.ts';
import type { RivalSummary } from '../../src/harness/rival-summary.ts';
import { site } from './repository.ts';

/** The part of `bncheck power --json` that the site shows. */
export interface PowerData {
  readonly tier: string;
  readonly seed: number;
  readonly faulty: Pick<PowerSummary['faulty'], 'total' | 'caught'>;
  readonly sound: PowerSummary['sound'];
  readonly requirements: PowerSummary['requirements'];
  /** Other suites on the same variants. */
  readonly rivals?: readonly RivalSummary[];
  readonly variants: readonly {
    readonly id: string;
    readonly kind: 'sound' | 'faulty';
    readonly caughtBy: string | null;
    readonly cases: number | null;
    readonly elements: number | null;
    readonly broken: readonly string[];
  }[];
}

export const power: PowerData = JSON.parse(readFileSync(join(site, 'data', 'power-smoke.json'), 'utf8'));

/** What the suite found about one faulty variant. */
export interface Kill {
  /** The requirement that noticed it first. */
  readonly caughtBy: string;
  /** Cases of the whole run that had been tried by then. */
  readonly cases: number;
  /** Every requirement that notices it, in the order of the suite. */
  readonly broken: readonly string[];
}

/** What was found about a variant. Throws where the data does not know it, or it was not caught. */
export function killsOf(id: string): Kill {
  const found = power.variants.find((variant) => variant.id === id);
  if (found === undefined || found.caughtBy === null || found.cases === null) {
    throw new Error(`data/power-smoke.json does not say who catches ${id}: run bncheck power again`);
  }
  const { caughtBy, cases, broken } = found;
  return { caughtBy, cases, broken };
}
