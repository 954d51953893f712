import { randomFrom } from '../../../spec/arbitraries/random.ts';
import { type DataSet, rowsOf } from './data-set.ts';
import { shuffled } from './shuffled.ts';

export interface Split {
  readonly training: DataSet;
  readonly test: DataSet;
}

/** Rows for training and others for the test, drawn anew for each seed. @throws RangeError where there are not enough. */
export function split(data: DataSet, trainingRows: number, testRows: number, seed: number): Split {
  const rows = data.labels.length;
  if (trainingRows + testRows > rows) {
    throw new RangeError(`${trainingRows} and ${testRows} rows are asked for, and there are ${rows}`);
  }
  const order = shuffled(rows, randomFrom(seed));
  return {
    test: rowsOf(data, order.subarray(0, testRows)),
    training: rowsOf(data, order.subarray(testRows, testRows + trainingRows)),
  };
}
