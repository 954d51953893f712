import type { Parameter } from './layer.ts';

export interface DescentOptions {
  readonly learningRate: number;
  /** Share of the velocity that stays; 0 is plain descent. */
  readonly velocityKept: number;
}

/** One step for all parameters, by the gradients that they hold. */
export type Descent = (parameters: readonly Parameter[]) => void;

/**
 * Stochastic gradient descent with momentum: velocity = kept * velocity + gradient; value = value - learningRate * velocity. Each
 * rounded to float32.
 */
export function descent({ learningRate, velocityKept }: DescentOptions): Descent {
  const velocities = new Map<Parameter, Float32Array>();
  return (parameters) => {
    for (const one of parameters) {
      const { values, gradient } = one;
      const velocity = velocities.get(one) ?? new Float32Array(values.length);
      velocities.set(one, velocity);
      for (let i = 0; i < values.length; i++) {
        const v = Math.fround(velocityKept * velocity[i]! + gradient[i]!);
        velocity[i] = v;
        values[i] = values[i]! - learningRate * v;
      }
    }
  };
}
