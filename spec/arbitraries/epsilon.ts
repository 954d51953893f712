import type { Random } from './random.ts';
import { repeatByWeight } from './weights.ts';

/**
 * How often epsilon is of each class, out of 100: `usual` is one that libraries default to, `small` is from
 * 1e-12 to 1e-7, `middle` from 1e-7 to 1e-2, `large` from 1e-2 to 1.
 */
export const epsilonWeights = { zero: 5, usual: 45, small: 15, middle: 15, large: 20 } as const;

export type EpsilonClass = keyof typeof epsilonWeights;

export type EpsilonOption = 'positive' | 'zero' | 'any';

/** The classes that an option leaves, each as often as its weight. */
export function epsilonChoices(option: EpsilonOption = 'positive'): readonly EpsilonClass[] {
  switch (option) {
    case 'positive':
      return repeatByWeight<EpsilonClass>(epsilonWeights, ['usual', 'small', 'middle', 'large']);
    case 'zero':
      return ['zero'];
    case 'any':
      return repeatByWeight<EpsilonClass>(epsilonWeights);
  }
}

/** An epsilon of the class: zero or positive, at most 1, and a float32 value. */
export function epsilon(epsilonClass: EpsilonClass, random: Random): number {
  return Math.fround(exactEpsilon(epsilonClass, random));
}

function exactEpsilon(epsilonClass: EpsilonClass, random: Random): number {
  switch (epsilonClass) {
    case 'zero':
      return 0;
    case 'usual':
      return random.pick([1e-5, 1e-5, 1e-3, 1e-3, 2e-5, 1e-6]);
    case 'small':
      return random.logUniform(1e-12, 1e-7);
    case 'middle':
      return random.logUniform(1e-7, 1e-2);
    case 'large':
      return random.pick([0.5, 1, random.logUniform(1e-2, 1)]);
  }
}
