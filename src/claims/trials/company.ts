import { randomFrom } from '../../../spec/arbitraries/random.ts';
import { type DataSet, rowsOf } from '../data/data-set.ts';
import { shuffled } from '../data/shuffled.ts';
import { sliceOf } from '../data/batches.ts';
import type { Laboratory } from '../laboratory.ts';
import type { Mode } from '../stack/layer.ts';
import { keepingStatistics, type Network, outputsOf, trainStep } from '../stack/network.ts';
import { largestAt } from '../stack/softmax-cross-entropy.ts';
import { prepare, type Setup } from './setup.ts';

/** Trains, then asks the same rows in different company, and after the light has changed. */
export interface CompanyTrial extends Setup {
  readonly kind: 'company';
  readonly steps: number;
}

/** Shares of the test rows. */
export interface CompanyRecord {
  /** Answered otherwise in another batch of the same size, in training mode. */
  readonly byCompany: number;
  /** Answered otherwise in training mode than in inference mode. */
  readonly byMode: number;
  /** Answered right in inference mode: rows as in training, */
  readonly accuracy: number;
  /** darker rows, */
  readonly shifted: number;
  /** and darker rows after the running statistics have seen such rows without labels. */
  readonly refreshed: number;
}

/** How the light changes: half of the contrast, and a quarter of it added to each pixel. */
const darker = (x: number) => x / 2 + 1 / 4;

/** Batches that refresh the statistics: at a weight of 0.1 each, what they were before counts e^-5. */
const REFRESHING = 50;

export function runCompany(trial: CompanyTrial, laboratory: Laboratory): CompanyRecord {
  const { net, nextBatch, step, test } = prepare(trial, laboratory);
  for (let done = 0; done < trial.steps; done++) trainStep(net, nextBatch(), step);
  const rows = test.labels.length;
  const other = shuffled(rows, randomFrom(trial.seed));
  const inference = answers(net, test, 'inference', rows);
  const together = answers(net, test, 'training', trial.batch);
  const mixed = answers(net, rowsOf(test, other), 'training', trial.batch);
  const elsewhere = new Uint8Array(rows);
  other.forEach((row, i) => {
    elsewhere[row] = mixed[i]!;
  });
  const dark: DataSet = { ...test, inputs: test.inputs.map(darker) };
  const shifted = shareSame(answers(net, dark, 'inference', rows), test.labels);
  for (let i = 0; i < REFRESHING; i++) {
    const { inputs, labels } = nextBatch();
    outputsOf(net, inputs.map(darker), labels.length, 'training');
  }
  return {
    byCompany: 1 - shareSame(together, elsewhere),
    byMode: 1 - shareSame(together, inference),
    accuracy: shareSame(inference, test.labels),
    shifted,
    refreshed: shareSame(answers(net, dark, 'inference', rows), test.labels),
  };
}

/** The answers to all rows, asked in batches of this size; the statistics stay as they are. */
function answers(net: Network, data: DataSet, mode: Mode, batch: number): Uint8Array {
  const rows = data.labels.length;
  const found = new Uint8Array(rows);
  keepingStatistics(net, () => {
    for (let from = 0; from < rows; from += batch) {
      const to = Math.min(from + batch, rows);
      const logits = outputsOf(net, sliceOf(data, from, to).inputs, to - from, mode).at(-1)!;
      for (let i = 0; i < to - from; i++) found[from + i] = largestAt(logits, i * net.classes, net.classes);
    }
  });
  return found;
}

function shareSame(a: Uint8Array, b: Uint8Array): number {
  return a.reduce((sum, x, i) => sum + (x === b[i] ? 1 : 0), 0) / a.length;
}
