import type { Laboratory } from '../laboratory.ts';
import { percentile } from '../measures/percentile.ts';
import { trainStep } from '../stack/network.ts';
import { prepare, type Setup } from './setup.ts';

/** Trains with and without batch norm by turns, and takes the time: the one trial whose record is no function of its seed. */
export interface StepTimeTrial extends Setup {
  readonly kind: 'stepTime';
  readonly steps: number;
}

/** Median milliseconds of a step. Each step of one is beside a step of the other, so that what slows the machine slows both. */
export interface StepTimeRecord {
  readonly without: number;
  readonly with: number;
}

export function runStepTime(trial: StepTimeTrial, laboratory: Laboratory): StepTimeRecord {
  const [without, withBatchNorm] = [false, true].map((batchNorm) => {
    const { net, nextBatch, step } = prepare(
      { ...trial, architecture: { ...trial.architecture, batchNorm } },
      laboratory,
    );
    return () => {
      const batch = nextBatch();
      const start = performance.now();
      trainStep(net, batch, step);
      return performance.now() - start;
    };
  }) as [() => number, () => number];
  const times = Array.from({ length: trial.steps }, (_, i) => {
    const [first, second] = i % 2 === 0 ? [without, withBatchNorm] : [withBatchNorm, without];
    const [a, b] = [first(), second()];
    return i % 2 === 0 ? { without: a, with: b } : { without: b, with: a };
  });
  // The first tenth is the engine's, which compiles meanwhile.
  const settled = times.slice(Math.floor(trial.steps / 10));
  return {
    without: percentile(
      settled.map((time) => time.without),
      50,
    ),
    with: percentile(
      settled.map((time) => time.with),
      50,
    ),
  };
}
