/**
 * Targeted search: from the cases that came nearest to their bound, small changes that come nearer still.
 *
 * Random cases say little about a fault that costs a few bits: its error grows over the bound only where rounding errors happen to
 * add up. Error / bound tells on every case that passes how near that is, so the nearest few cases are changed again and again, and
 * what comes as near or nearer takes their place. A sound subject cannot be led over its bound by this, since the bound holds for
 * every input.
 *
 * Löscher and Sagonas (2017), "Targeted property-based testing", guide generators in this way by a utility of the tester's.
 */

import { nearbyCase } from '../../spec/arbitraries/nearby-case.ts';
import { randomFrom } from '../../spec/arbitraries/random.ts';
import type { Case } from '../../spec/contract.ts';

/** Cases that are changed by turns: with one alone, a start that leads nowhere would take all steps. */
const CLIMBERS = 2;

/** In larger cases most single changes change nothing, and each costs as much as many small cases. */
const MOST_ELEMENTS = 64;

export interface Climb {
  /** Told how near to its bound a case came that passed: error / bound, from 0 to 1. */
  readonly note: (given: Case, ratio: number) => void;
  /** A case near one of the nearest so far; null where none came near a bound at all. */
  readonly next: () => Case | null;
}

/** Deterministic by seed, as far as the ratios that it is told are. */
export function startClimb(seed: number): Climb {
  const random = randomFrom(seed);
  const nearest: { readonly given: Case; readonly ratio: number }[] = [];
  let step = 0;
  return {
    note: (given, ratio) => {
      if (!(ratio > 0) || given.input.length > MOST_ELEMENTS) return;
      const place = nearest.findIndex((one) => ratio >= one.ratio);
      nearest.splice(place === -1 ? nearest.length : place, 0, { given, ratio });
      nearest.length = Math.min(nearest.length, CLIMBERS);
    },
    next: () => {
      const from = nearest[step % Math.max(1, nearest.length)];
      step += 1;
      return from === undefined ? null : nearbyCase(from.given, random);
    },
  };
}
