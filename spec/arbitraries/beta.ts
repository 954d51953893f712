import type { Random } from './random.ts';
import { repeatByWeight } from './weights.ts';

/**
 * How often beta is of each class, out of 100.
 *
 * - absent: null
 * - distinct: signed, 0.1 to 4 in magnitude
 * - large, huge: 1e2 to 1e4, and 1e5 to 1e10: far above gamma * z, which must not suffer for it
 * - zeros: only when it is asked for, since a lost beta would go unseen
 */
export const betaWeights = { absent: 25, distinct: 60, large: 10, huge: 5, zeros: 1 } as const;

export type BetaClass = keyof typeof betaWeights;

/** `free` may be absent; `present` never is. */
export type BetaOption = 'free' | 'present' | 'zeros' | 'absent';

/** The classes that an option leaves, each as often as its weight. */
export function betaChoices(option: BetaOption = 'free', moderate = false): readonly BetaClass[] {
  if (option === 'zeros' || option === 'absent') {
    return [option];
  }
  const present: readonly BetaClass[] = moderate ? ['distinct', 'large'] : ['distinct', 'large', 'huge'];
  return repeatByWeight<BetaClass>(betaWeights, option === 'free' ? ['absent', ...present] : present);
}

/** One beta a channel, or null. */
export function beta(betaClass: BetaClass, channels: number, random: Random): Float32Array | null {
  if (betaClass === 'absent') {
    return null;
  }
  const chosen = new Float32Array(channels);
  if (betaClass !== 'zeros') {
    const [low, high] = magnitudes[betaClass];
    for (let channel = 0; channel < channels; channel++) {
      chosen[channel] = random.sign() * random.logUniform(low, high);
    }
  }
  return chosen;
}

const magnitudes = { distinct: [0.1, 4], large: [1e2, 1e4], huge: [1e5, 1e10] } as const;
