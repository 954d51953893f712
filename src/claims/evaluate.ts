import { sliceOf } from './data/batches.ts';
import type { DataSet } from './data/data-set.ts';
import type { Mode } from './stack/layer.ts';
import { keepingStatistics, lossOf, type Network } from './stack/network.ts';

export interface Evaluation {
  /** Share of the rows that are answered right. */
  readonly accuracy: number;
  /** Mean over the rows. */
  readonly loss: number;
}

/** Rows that are evaluated at once in inference mode, where it makes no difference. */
const CHUNK = 500;

/** How a network answers the rows of a data set. In training mode `batch` rows share their statistics; none are kept. */
export function evaluate(net: Network, data: DataSet, mode: Mode = 'inference', batch = CHUNK): Evaluation {
  const rows = data.labels.length;
  return keepingStatistics(net, () => {
    let [correct, loss] = [0, 0];
    for (let from = 0; from < rows; from += batch) {
      const chunk = sliceOf(data, from, Math.min(from + batch, rows));
      const result = lossOf(net, chunk, mode);
      correct += result.correct;
      loss += result.loss * chunk.labels.length;
    }
    return { accuracy: correct / rows, loss: loss / rows };
  });
}
