import type { Facts } from '../faults/counterexample-facts.ts';

/** Faults that the first page shows: different in kind, all seen in the wild, each with a small counterexample. */
export const featuredIds = [
  'momentum-reversed',
  'one-pass-variance-clamped',
  'epsilon-outside-root',
] as const;

/** A fault of the first page. */
export interface FeaturedFault {
  readonly id: string;
  readonly symptom: string;
  readonly room: string;
  readonly facts: Facts;
}
