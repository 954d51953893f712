/** How much a run does. */
export interface Tier {
  readonly name: 'smoke' | 'ci';
  /** Generated cases per property. */
  readonly runs: number;
  /** Cases per property that climb towards its bound, after all others. */
  readonly climbs: number;
  /** Part of the recorded cases, which are large, that it takes: the first ones. */
  readonly recordedShare: number;
  /** Checks that shrinking one counterexample may spend. */
  readonly shrinkBudget: number;
}

export const tiers: Readonly<Record<Tier['name'], Tier>> = {
  smoke: { name: 'smoke', runs: 40, climbs: 0, recordedShare: 0.25, shrinkBudget: 300 },
  ci: { name: 'ci', runs: 300, climbs: 100, recordedShare: 1, shrinkBudget: 1000 },
};
