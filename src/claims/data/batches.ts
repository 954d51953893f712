import type { Random } from '../../../spec/arbitraries/random.ts';
import type { Batch } from '../stack/network.ts';
import { type DataSet, featuresOf, rowsOf } from './data-set.ts';
import { shuffled } from './shuffled.ts';

/** Batches without end: all rows in a new order, again and again; a last part that would be too small is left out. */
export function batchesOf(data: DataSet, size: number, random: Random): () => Batch {
  const rows = data.labels.length;
  if (size > rows) throw new RangeError(`a batch of ${size} rows asks for more than the ${rows} there are`);
  let order = shuffled(rows, random);
  let at = 0;
  return () => {
    if (at + size > rows) {
      order = shuffled(rows, random);
      at = 0;
    }
    at += size;
    return rowsOf(data, order.subarray(at - size, at));
  };
}

/** The rows from `from` to below `to`, as one batch. */
export function sliceOf(data: DataSet, from: number, to: number): Batch {
  const features = featuresOf(data);
  return {
    inputs: data.inputs.subarray(from * features, to * features),
    labels: data.labels.subarray(from, to),
  };
}
