import { evaluate } from '../evaluate.ts';
import type { Laboratory } from '../laboratory.ts';
import { unitOf } from '../measures/moments.ts';
import { percentile } from '../measures/percentile.ts';
import { keepingStatistics, type Network, outputsOf, trainStep } from '../stack/network.ts';
import { prepare, type Setup } from './setup.ts';

/** The experiment of figure 1 of Ioffe and Szegedy (2015): a training, and what one unit of the last hidden layer gets meanwhile. */
export interface FigureOneTrial extends Setup {
  readonly kind: 'figureOne';
  readonly steps: number;
  readonly every: number;
}

/** The percentiles of the figure: the middle, and about a standard deviation to either side of it. */
export const shownPercentiles = [15, 50, 85] as const;

export interface FigureOneRecord {
  /** Accuracy on the test set after `every` steps, twice as many, and so on. */
  readonly accuracy: readonly number[];
  /** At the same times, the percentiles of the input of the first sigmoid of the last hidden layer over the test set. */
  readonly percentiles: readonly (readonly number[])[];
}

export function runFigureOne(trial: FigureOneTrial, laboratory: Laboratory): FigureOneRecord {
  const { net, nextBatch, step, test } = prepare(trial, laboratory);
  const accuracy: number[] = [];
  const percentiles: number[][] = [];
  for (let done = 1; done <= trial.steps; done++) {
    trainStep(net, nextBatch(), step);
    if (done % trial.every !== 0) continue;
    accuracy.push(evaluate(net, test).accuracy);
    const inputs = lastActivationInput(net, test.inputs, test.labels.length);
    const unit = unitOf(inputs, inputs.length / test.labels.length, 1, 0);
    percentiles.push(shownPercentiles.map((p) => percentile(unit, p)));
  }
  return { accuracy, percentiles };
}

/** What enters the last activation, in inference mode. */
function lastActivationInput(net: Network, inputs: Float32Array, rows: number): Float32Array {
  const outputs = keepingStatistics(net, () => outputsOf(net, inputs, rows, 'inference'));
  const at = net.layers.findLastIndex(({ kind }) => kind === 'sigmoid' || kind === 'relu');
  return outputs[at - 1]!;
}
