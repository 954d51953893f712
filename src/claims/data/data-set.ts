/** Labelled rows of numbers. An image is channel by channel, row by row. */
export interface DataSet {
  readonly name: DataName;
  readonly inputs: Float32Array;
  readonly labels: Uint8Array;
  /** One channel: 1 x 1 x n for rows that are no images. */
  readonly height: number;
  readonly width: number;
  readonly classes: number;
}

/** Digits of 28 x 28 pixels, the same averaged to 14 x 14, flowers, and images made from a seed for tests. */
export const dataNames = ['digits-28', 'digits-14', 'iris', 'blobs'] as const;

export type DataName = (typeof dataNames)[number];

/** Numbers in a row. */
export function featuresOf({ height, width }: Pick<DataSet, 'height' | 'width'>): number {
  return height * width;
}

/** The chosen rows, in this order. */
export function rowsOf(data: DataSet, chosen: ArrayLike<number>): DataSet {
  const features = featuresOf(data);
  const inputs = new Float32Array(chosen.length * features);
  const labels = new Uint8Array(chosen.length);
  for (let i = 0; i < chosen.length; i++) {
    const row = chosen[i]!;
    inputs.set(data.inputs.subarray(row * features, (row + 1) * features), i * features);
    labels[i] = data.labels[row]!;
  }
  return { ...data, inputs, labels };
}
