/** How much a run does. */
export interface Tier {
  readonly name: 'smoke' | 'ci';
  /** Generated cases per property. */
  readonly runs: number;
  /** Checks that shrinking one counterexample may spend. */
  readonly shrinkBudget: number;
}

export const tiers: Readonly<Record<Tier['name'], Tier>> = {
  smoke: { name: 'smoke', runs: 40, shrinkBudget: 300 },
  ci: { name: 'ci', runs: 300, shrinkBudget: 1000 },
};
