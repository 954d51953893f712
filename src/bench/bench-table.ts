import { type BenchLayout, type BenchShape, benchLayouts } from './bench-task.ts';

/** What is measured by default: activations of image networks of several depths, dense layers, one image, and next to nothing. */
const bothLayouts: readonly (readonly number[])[] = [
  [32, 64, 56, 56],
  [32, 256, 56, 56],
  [32, 512, 14, 14],
  [8, 32, 28, 28],
  [64, 128, 28, 28],
];

const channelsFirstOnly: readonly (readonly number[])[] = [
  [256, 512],
  [4096, 1024],
  [1, 64, 112, 112],
  [2, 3, 7, 5],
];

const quick: readonly BenchShape[] = [
  { shape: [8, 32, 28, 28], layout: 'channels-first' },
  { shape: [8, 32, 28, 28], layout: 'channels-last' },
  { shape: [256, 512], layout: 'channels-first' },
  { shape: [2, 3, 7, 5], layout: 'channels-first' },
];

const full: readonly BenchShape[] = [
  ...bothLayouts.map((shape): BenchShape => ({ shape, layout: 'channels-first' })),
  ...bothLayouts.map((shape): BenchShape => ({ shape, layout: 'channels-last' })),
  ...channelsFirstOnly.map((shape): BenchShape => ({ shape, layout: 'channels-first' })),
];

export interface TableChoice {
  /** In place of the table's. */
  readonly shapes: readonly (readonly number[])[];
  /** All that the table has where empty. */
  readonly layouts: readonly BenchLayout[];
  /** The short table. */
  readonly quick: boolean;
}

/**
 * The tensors to measure on. Named shapes come in both layouts, or in those named; a shape of rank 2 has one layout, which is listed
 * as channels-first.
 */
export function chooseShapes({ shapes, layouts, quick: short }: TableChoice): readonly BenchShape[] {
  const wanted = layouts.length === 0 ? benchLayouts : layouts;
  if (shapes.length === 0) return (short ? quick : full).filter(({ layout }) => wanted.includes(layout));
  return shapes.flatMap((shape): readonly BenchShape[] => {
    if (shape.length === 2) return [{ shape, layout: 'channels-first' }];
    return wanted.map((layout) => ({ shape, layout }));
  });
}
