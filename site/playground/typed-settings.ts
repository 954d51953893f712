import type { Settings } from './build-case.ts';

/** The settings as they are typed: numbers are text until they are read. */
export type TypedSettings = Omit<Settings, 'epsilon' | 'exponentialAverageFactor'> & {
  readonly epsilon: string;
  readonly exponentialAverageFactor: string;
};

/** What the playground opens with. */
export const firstSettings: TypedSettings = {
  input: '1  3  8  8\n-2  0  1  5',
  gamma: '2  1',
  beta: '-1  0',
  runningMean: '0',
  runningVariance: '1',
  epsilon: '0.5',
  exponentialAverageFactor: '0.25',
  seed: 1,
};

/** The settings with their numbers read; empty text is no number. */
export function readSettings(typed: TypedSettings): Settings {
  const numberOf = (text: string) => (text.trim() === '' ? Number.NaN : Number(text));
  return {
    ...typed,
    epsilon: numberOf(typed.epsilon),
    exponentialAverageFactor: numberOf(typed.exponentialAverageFactor),
  };
}
