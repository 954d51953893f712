/**
 * What batch norm makes of the inputs of layers while a network trains.
 *
 * The law: with z = (x - mean) / sqrt(v + epsilon), mean(z) = 0 and variance(z) = v / (v + epsilon). A sound z differs from this one by
 * at most the bound b of each element (spec/bounds). So the mean of what is measured is off by at most mean(b), and since
 * variance(z + d) - variance(z) = 2 mean(z d) + mean(d^2) - mean(d)^2 with mean(z) = 0, its variance by at most
 * 2 mean(|z| b) + mean(b^2). Both are evaluated in float64, whose rounding is 2^-29 of these bounds.
 */
import { arithmeticOf } from '../../../spec/bounds/arithmetic.ts';
import { trainingBounds } from '../../../spec/bounds/training-bounds.ts';
import { ratioOf } from '../../../spec/compare.ts';
import type { Case } from '../../../spec/contract.ts';
import { profiles } from '../../../spec/conventions.ts';
import { sliceOf } from '../data/batches.ts';
import type { Laboratory } from '../laboratory.ts';
import { distanceFromStandard, momentsOf, unitOf } from '../measures/moments.ts';
import type { BatchNormLayer } from '../stack/batch-norm.ts';
import { keepingStatistics, type Network, outputsOf, trainStep } from '../stack/network.ts';
import { prepare, type Setup } from './setup.ts';

const paper = profiles.find(({ id }) => id === 'paper')!.conventions;

export interface NormalizationTrial extends Setup {
  readonly kind: 'normalization';
  readonly steps: number;
  readonly every: number;
}

/** The largest distance of a unit from mean 0 and standard deviation 1, at each time that was looked at. */
export interface NormalizationRecord {
  /** What batch norm divides by: in training, by the batch. */
  readonly normalized: readonly number[];
  /** The same in inference, by the running statistics, over the test set. */
  readonly inference: readonly number[];
  /** After gamma and beta: the input of the activation. */
  readonly affine: readonly number[];
  /** After the activation: the input of the next layer. */
  readonly activated: readonly number[];
  /** The largest error of the law v / (v + epsilon), by its bound: at most 1 for a sound batch norm. */
  readonly lawRatio: number;
}

/** Trains, and looks at all units of all batch norms before the first step and after each `every`. */
export function runNormalization(trial: NormalizationTrial, laboratory: Laboratory): NormalizationRecord {
  const { net, nextBatch, step, test } = prepare(trial, laboratory);
  const rows = test.labels.length;
  const seen = { normalized: [] as number[], inference: [] as number[], affine: [] as number[] };
  const activated: number[] = [];
  let lawRatio = 0;
  for (let done = 0; done <= trial.steps; done++) {
    const batch = nextBatch();
    if (done % trial.every === 0) {
      const outputs = keepingStatistics(net, () =>
        outputsOf(net, batch.inputs, batch.labels.length, 'training'),
      );
      seen.affine.push(worstAfter(net, outputs, 0));
      activated.push(worstAfter(net, outputs, 1));
      const looked = net.batchNorms.map((layer) => lookAt(layer, laboratory));
      seen.normalized.push(Math.max(...looked.map(({ worst }) => worst)));
      lawRatio = Math.max(lawRatio, ...looked.map((one) => one.lawRatio));
      outputsOf(net, sliceOf(test, 0, rows).inputs, rows, 'inference');
      seen.inference.push(Math.max(...net.batchNorms.map((layer) => worstInInference(layer, laboratory))));
    }
    trainStep(net, batch, step);
  }
  return { ...seen, activated, lawRatio };
}

/** The worst unit in the output of the layer `later` places after each batch norm. */
function worstAfter(net: Network, outputs: readonly Float32Array[], later: number): number {
  const worst = net.layers.map((layer, i) => {
    const found = net.batchNorms.find((one) => one === layer);
    return found === undefined ? 0 : worstUnit(outputs[i + later]!, found);
  });
  return Math.max(...worst);
}

function worstUnit(values: Float32Array, { options: { channels, inner } }: BatchNormLayer): number {
  const units = Array.from({ length: channels }, (_, c) => unitOf(values, channels, inner, c));
  return Math.max(...units.map(distanceFromStandard));
}

/** The same input normalized again, without gamma and beta. */
function argumentsOf({ options, state, latestInput }: BatchNormLayer) {
  const { channels, inner, epsilon } = options;
  const data = latestInput();
  const rows = data.length / (channels * inner);
  const input = { shape: inner === 1 ? [rows, channels] : [rows, channels, inner], data };
  return { ...state, input, gamma: null, beta: null, epsilon, channelAxis: 1 };
}

function worstInInference(layer: BatchNormLayer, { kernels }: Laboratory): number {
  return worstUnit(kernels.inference(argumentsOf(layer)).data, layer);
}

function lookAt(layer: BatchNormLayer, { kernels }: Laboratory): { worst: number; lawRatio: number } {
  const given = argumentsOf(layer);
  const { channels, inner, epsilon, exponentialAverageFactor } = layer.options;
  const z = kernels.training({ ...given, exponentialAverageFactor }).output.data;
  const asCase: Case = {
    ...given,
    shape: given.input.shape,
    input: given.input.data,
    gradOutput: new Float32Array(z.length),
    exponentialAverageFactor,
    variation: 0,
  };
  const arithmetic = arithmeticOf('float32');
  const bounds = trainingBounds(asCase, paper, arithmetic).output;
  let lawRatio = 0;
  for (let c = 0; c < channels; c++) {
    const { variance: v } = momentsOf(unitOf(given.input.data, channels, inner, c));
    const unit = unitOf(z, channels, inner, c);
    const bound = unitOf(bounds, channels, inner, c);
    const found = momentsOf(unit);
    const ofMean = bound.reduce((sum, b) => sum + b, 0) / bound.length;
    const ofVariance =
      bound.reduce((sum, b, i) => sum + 2 * Math.abs(unit[i]!) * b + 3 * b * b, 0) / bound.length;
    const law = v === 0 ? 0 : v / (v + epsilon);
    lawRatio = Math.max(
      lawRatio,
      ratioOf(found.mean, 0, ofMean, arithmetic.largest),
      ratioOf(found.variance, law, ofVariance, arithmetic.largest),
    );
  }
  return { worst: worstUnit(z, layer), lawRatio };
}
