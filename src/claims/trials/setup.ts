import { randomFrom } from '../../../spec/arbitraries/random.ts';
import { type Architecture, buildNetwork } from '../architecture.ts';
import { batchesOf } from '../data/batches.ts';
import type { DataName } from '../data/data-set.ts';
import { type Split, split } from '../data/split.ts';
import type { Laboratory } from '../laboratory.ts';
import { type Descent, descent } from '../stack/descent.ts';
import type { Batch, Network } from '../stack/network.ts';

/** What every training begins from. */
export interface Setup {
  readonly architecture: Architecture;
  readonly data: DataName;
  readonly trainingRows: number;
  readonly testRows: number;
  readonly batch: number;
  readonly learningRate: number;
  readonly seed: number;
}

export interface Prepared extends Split {
  readonly net: Network;
  readonly nextBatch: () => Batch;
  readonly step: Descent;
}

/** Share of the velocity that stays from step to step, in all experiments. */
const VELOCITY_KEPT = 0.9;

/**
 * Prepares a training. Split, weights and order of the batches each have a random source of their own, so that they are the same for all
 * set-ups of a seed: with and without batch norm, whatever the learning rate.
 */
export function prepare(setup: Setup, laboratory: Laboratory): Prepared {
  const { architecture, data, seed } = setup;
  const parts = split(laboratory.data(data), setup.trainingRows, setup.testRows, 3 * seed);
  return {
    ...parts,
    net: buildNetwork(architecture, parts.training, randomFrom(3 * seed + 1), laboratory),
    nextBatch: batchesOf(parts.training, setup.batch, randomFrom(3 * seed + 2)),
    step: descent({ learningRate: setup.learningRate, velocityKept: VELOCITY_KEPT }),
  };
}
