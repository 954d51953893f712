import type { Laboratory } from '../laboratory.ts';
import { type GradientNoise, gradientNoise } from '../measures/gradient-noise.ts';
import { keepingStatistics, lossAndGradients, trainStep } from '../stack/network.ts';
import { prepare, type Setup } from './setup.ts';
import { gradientsOf, weightsOf } from './weights.ts';

/** A training that stops now and then to ask many batches for their gradient at the same weights. */
export interface GradientNoiseTrial extends Setup {
  readonly kind: 'gradientNoise';
  readonly steps: number;
  readonly every: number;
  readonly batches: number;
}

export interface GradientNoiseRecord {
  /** Before the first step, after `every` steps, twice as many, and so on. */
  readonly noise: readonly GradientNoise[];
}

export function runGradientNoise(trial: GradientNoiseTrial, laboratory: Laboratory): GradientNoiseRecord {
  const { net, nextBatch, step } = prepare(trial, laboratory);
  const noise: GradientNoise[] = [];
  for (let done = 0; done <= trial.steps; done++) {
    if (done % trial.every === 0) {
      const gradients = Array.from({ length: trial.batches }, () =>
        keepingStatistics(net, () => {
          lossAndGradients(net, nextBatch());
          return gradientsOf(weightsOf(net));
        }),
      );
      noise.push(gradientNoise(gradients));
    }
    if (done < trial.steps) trainStep(net, nextBatch(), step);
  }
  return { noise };
}
