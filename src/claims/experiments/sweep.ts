import { type Activation, denseNetwork, medianOf, usualSetup } from '../paired.ts';
import type { RecordsOf } from '../claim.ts';
import { type Scale, TARGET } from '../scales.ts';
import { stepsTo, type TrainingTrial } from '../trials/training.ts';

/** One training of the sweep over learning rates, which several claims share. */
export function sweepTrial(
  scale: Scale,
  activation: Activation,
  batchNorm: boolean,
  learningRate: number,
  seed: number,
): TrainingTrial {
  const setup = usualSetup(scale, denseNetwork(scale, activation, batchNorm), seed);
  return { kind: 'training', ...setup, learningRate, steps: scale.sweepSteps, every: scale.every };
}

/** All trainings of the sweep. */
export function sweepTrials(
  scale: Scale,
  seeds: readonly number[],
  activations: readonly Activation[],
): readonly TrainingTrial[] {
  return activations.flatMap((activation) =>
    [false, true].flatMap((batchNorm) =>
      scale.learningRates.flatMap((rate) =>
        seeds.map((seed) => sweepTrial(scale, activation, batchNorm, rate, seed)),
      ),
    ),
  );
}

/** Accuracy at the end. */
export function finalAccuracy(record: RecordsOf, trial: TrainingTrial): number {
  return record(trial).accuracy.at(-1)!;
}

/**
 * Steps to the target at the best rate. The rate of a seed is chosen by all the others, so that no seed chooses its own: the one
 * with the fewest steps in the median, of equal ones that with the higher final accuracy.
 */
export function stepsAtBestRate(
  scale: Scale,
  seeds: readonly number[],
  record: RecordsOf,
  activation: Activation,
  batchNorm: boolean,
  seed: number,
): number {
  const others = seeds.filter((other) => other !== seed);
  const trialOf = (rate: number, one: number) => sweepTrial(scale, activation, batchNorm, rate, one);
  const stepsOf = (rate: number, one: number) => stepsTo(TARGET, record(trialOf(rate, one)), scale.every);
  const ranked = scale.learningRates
    .map((rate) => ({
      rate,
      steps: medianOf(others.map((other) => stepsOf(rate, other))),
      accuracy: medianOf(others.map((other) => finalAccuracy(record, trialOf(rate, other)))),
    }))
    .sort((a, b) => (a.steps === b.steps ? b.accuracy - a.accuracy : a.steps - b.steps));
  return stepsOf(ranked[0]!.rate, seed);
}
