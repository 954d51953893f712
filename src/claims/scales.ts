import type { DataName } from './data/data-set.ts';

/** How much is done: all sizes of all experiments. */
export interface Scale {
  readonly name: ScaleName;
  readonly seeds: number;
  readonly images: DataName;
  readonly largeImages: DataName;
  /** Units of each hidden layer, and output channels of convolutions. */
  readonly hidden: readonly number[];
  readonly largeHidden: readonly number[];
  readonly convolutions: readonly number[];
  readonly trainingRows: number;
  readonly testRows: number;
  readonly batch: number;
  /** The learning rates of the sweep: four decades. */
  readonly learningRates: readonly number[];
  /** log2 of what initial weights are multiplied by. */
  readonly weightPowers: readonly number[];
  readonly smallSets: readonly number[];
  readonly batchSizes: readonly number[];
  readonly sweepSteps: number;
  readonly figureSteps: number;
  readonly otherSteps: number;
  /** Steps between two looks at a network. */
  readonly every: number;
  /** Batches that are asked for their gradient at the same weights. */
  readonly gradients: number;
}

export const scaleNames = ['full', 'quick', 'miniature'] as const;

export type ScaleName = (typeof scaleNames)[number];

/** The learning rate wherever it is not what is varied. */
export const LEARNING_RATE = 0.1;

/** An accuracy that both kinds of network reach: what "steps to accuracy" count to. */
export const TARGET = 0.9;

const halfDecades = (from: number, to: number) =>
  Array.from({ length: 2 * (to - from) + 1 }, (_, i) => Number((10 ** (from + i / 2)).toPrecision(3)));

const full: Scale = {
  name: 'full',
  seeds: 9,
  images: 'digits-14',
  largeImages: 'digits-28',
  hidden: [50, 50, 50],
  largeHidden: [100, 100, 100],
  convolutions: [8, 16],
  trainingRows: 8000,
  testRows: 500,
  batch: 60,
  learningRates: halfDecades(-3, 1),
  weightPowers: [-6, -4, -2, 0, 2, 4, 6],
  smallSets: [100, 1000, 8000],
  batchSizes: [1, 2, 4, 16, 60],
  sweepSteps: 250,
  figureSteps: 800,
  otherSteps: 200,
  every: 10,
  gradients: 20,
};

export const scales: Readonly<Record<ScaleName, Scale>> = {
  full,
  quick: {
    ...full,
    name: 'quick',
    seeds: 6,
    largeImages: 'digits-14',
    largeHidden: full.hidden,
    learningRates: [0.001, 0.01, 0.1, 1, 10],
    weightPowers: [-6, -2, 2, 6],
    smallSets: [100, 1000],
    batchSizes: [1, 2, 60],
    testRows: 300,
    sweepSteps: 80,
    figureSteps: 200,
    otherSteps: 80,
    gradients: 8,
  },
  miniature: {
    ...full,
    name: 'miniature',
    seeds: 6,
    images: 'blobs',
    largeImages: 'blobs',
    hidden: [6, 6],
    largeHidden: [6, 6],
    convolutions: [2],
    trainingRows: 120,
    testRows: 60,
    batch: 12,
    learningRates: [0.1, 1],
    weightPowers: [-4, 4],
    smallSets: [24],
    batchSizes: [1, 2],
    sweepSteps: 10,
    figureSteps: 10,
    otherSteps: 10,
    every: 5,
    gradients: 3,
  },
};
