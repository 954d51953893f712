import { evaluate } from '../evaluate.ts';
import type { Laboratory } from '../laboratory.ts';
import { trainStep } from '../stack/network.ts';
import { prepare, type Setup } from './setup.ts';

/** A training, and how well the network answers meanwhile. */
export interface TrainingTrial extends Setup {
  readonly kind: 'training';
  readonly steps: number;
  /** The test set is asked after each so many steps. */
  readonly every: number;
}

export interface TrainingRecord {
  /** Accuracy on the test set after `every` steps, twice as many, and so on. */
  readonly accuracy: readonly number[];
  readonly testLoss: number;
  readonly trainingAccuracy: number;
  readonly trainingLoss: number;
}

/** Trains; a network whose numbers have become NaN stays so, and answers nothing right. */
export function runTraining(trial: TrainingTrial, laboratory: Laboratory): TrainingRecord {
  const { net, nextBatch, step, test, training } = prepare(trial, laboratory);
  const accuracy: number[] = [];
  let last = evaluate(net, test);
  for (let done = 1; done <= trial.steps; done++) {
    trainStep(net, nextBatch(), step);
    if (done % trial.every !== 0) continue;
    last = evaluate(net, test);
    accuracy.push(last.accuracy);
  }
  const seen = evaluate(net, training);
  return {
    accuracy,
    testLoss: last.loss,
    trainingAccuracy: seen.accuracy,
    trainingLoss: seen.loss,
  };
}

/** Steps until the test set was first answered this well, asked every so many steps; infinite where it never was. */
export function stepsTo(
  target: number,
  { accuracy }: Pick<TrainingRecord, 'accuracy'>,
  every: number,
): number {
  const found = accuracy.findIndex((share) => share >= target);
  return found < 0 ? Number.POSITIVE_INFINITY : (found + 1) * every;
}
