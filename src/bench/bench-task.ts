import type { BenchData } from './bench-data.ts';

export const benchOperations = ['training', 'inference', 'trainingGradient'] as const;

export type BenchOperation = (typeof benchOperations)[number];

export const benchLayouts = ['channels-first', 'channels-last'] as const;

export type BenchLayout = (typeof benchLayouts)[number];

/** A tensor to measure on. The shape is written batch, channels, space, whatever the layout of the memory. */
export interface BenchShape {
  readonly shape: readonly number[];
  readonly layout: BenchLayout;
}

/** One operation on one tensor: all subjects are measured on it in the same rounds. */
export interface BenchTask extends BenchShape {
  readonly operation: BenchOperation;
  readonly data: BenchData;
}
