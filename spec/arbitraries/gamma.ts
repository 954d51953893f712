import type { Random } from './random.ts';
import { repeatByWeight } from './weights.ts';

/**
 * How often gamma is of each class, out of 100.
 *
 * - absent: null
 * - distinct: signed, between 1/4 and 0.9 or between 1.1 and 3 in magnitude
 * - someZero: the same with at least one zero, about every third
 * - tiny, huge: 1e-10 to 1e-4 and 1e4 to 1e10, signed
 * - ones: only when it is asked for, since a lost gamma would go unseen
 */
export const gammaWeights = { absent: 25, distinct: 55, someZero: 12, tiny: 4, huge: 4, ones: 1 } as const;

export type GammaClass = keyof typeof gammaWeights;

/** `free` may be absent; `present` never is. */
export type GammaOption = 'free' | 'present' | 'ones' | 'absent';

/** The classes that an option leaves, each as often as its weight. */
export function gammaChoices(option: GammaOption = 'free', moderate = false): readonly GammaClass[] {
  if (option === 'ones' || option === 'absent') {
    return [option];
  }
  const present: readonly GammaClass[] = moderate
    ? ['distinct', 'someZero']
    : ['distinct', 'someZero', 'tiny', 'huge'];
  return repeatByWeight<GammaClass>(gammaWeights, option === 'free' ? ['absent', ...present] : present);
}

/** One gamma a channel, or null. */
export function gamma(gammaClass: GammaClass, channels: number, random: Random): Float32Array | null {
  if (gammaClass === 'absent') {
    return null;
  }
  const chosen = new Float32Array(channels);
  for (let channel = 0; channel < channels; channel++) {
    chosen[channel] = entry(gammaClass, random);
  }
  if (gammaClass === 'someZero') {
    chosen[random.integer(0, channels - 1)] = 0;
  }
  return chosen;
}

function entry(gammaClass: Exclude<GammaClass, 'absent'>, random: Random): number {
  switch (gammaClass) {
    case 'distinct':
      return plain(random);
    case 'someZero':
      return random.chance(0.3) ? 0 : plain(random);
    case 'tiny':
      return random.sign() * random.logUniform(1e-10, 1e-4);
    case 'huge':
      return random.sign() * random.logUniform(1e4, 1e10);
    case 'ones':
      return 1;
  }
}

function plain(random: Random): number {
  const magnitude = random.chance(0.5) ? random.logUniform(0.25, 0.9) : random.logUniform(1.1, 3);
  return random.sign() * magnitude;
}
