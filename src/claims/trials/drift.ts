/**
 * Two measures of internal covariate shift, and the smoothness of the loss, along one training.
 *
 * The article says that the distributions of layers' inputs change because the layers before them do. (a) The drift of each hidden unit's
 * input over `every` steps, on rows that stay the same (measures/drift.ts). (b) Definition 2.1 of Santurkar et al. (2018): the gradient of a
 * layer's weights, before and after the layers before it make their step. Its change is given as a length, and as the turn of its direction.
 */
import {
  type Batch,
  keepingStatistics,
  lossAndGradients,
  type Network,
  outputsOf,
  trainStep,
} from '../stack/network.ts';
import { sliceOf } from '../data/batches.ts';
import type { Laboratory } from '../laboratory.ts';
import { driftBetween } from '../measures/drift.ts';
import { unitOf } from '../measures/moments.ts';
import { type Smoothness, smoothnessAlong } from '../measures/smoothness.ts';
import { distance, turn } from '../measures/vectors.ts';
import { prepare, type Setup } from './setup.ts';
import { gradientsOf, moveTo, valuesOf, weightedLayersOf, weightsOf } from './weights.ts';

export interface DriftTrial extends Setup {
  readonly kind: 'drift';
  readonly steps: number;
  readonly every: number;
}

/** One number for each time that was looked at; means over units and layers. */
export interface DriftRecord {
  readonly drift: readonly number[];
  readonly gradientShift: readonly number[];
  readonly gradientTurn: readonly number[];
  readonly lossRange: readonly number[];
  readonly gradientChange: readonly number[];
  readonly beta: readonly number[];
}

/** Steps along the gradient, in learning rates: half to four times, as in the source. */
const PROBED = [0.5, 1, 2, 4] as const;

export function runDrift(trial: DriftTrial, laboratory: Laboratory): DriftRecord {
  const { net, nextBatch, step, test } = prepare(trial, laboratory);
  const probe = sliceOf(test, 0, test.labels.length);
  const drift: number[] = [];
  const shifts: { length: number; turn: number }[] = [];
  const smoothness: Smoothness[] = [];
  let before = activationInputs(net, probe);
  for (let done = 1; done <= trial.steps; done++) {
    const batch = nextBatch();
    if (done % trial.every === 0) {
      shifts.push(gradientShift(net, batch, trial.learningRate));
      smoothness.push(smoothnessOf(net, batch, trial.learningRate));
    }
    trainStep(net, batch, step);
    if (done % trial.every !== 0) continue;
    const now = activationInputs(net, probe);
    drift.push(meanOf(now.map((unit, i) => driftBetween(before[i]!, unit))));
    before = now;
  }
  return {
    drift,
    gradientShift: shifts.map(({ length }) => length),
    gradientTurn: shifts.map((shift) => shift.turn),
    lossRange: smoothness.map(({ lossRange }) => lossRange),
    gradientChange: smoothness.map(({ gradientChange }) => gradientChange),
    beta: smoothness.map(({ beta }) => beta),
  };
}

/** The inputs of all units of all activations, with the statistics of these rows. */
function activationInputs(net: Network, { inputs, labels }: Batch): readonly Float64Array[] {
  const rows = labels.length;
  const outputs = keepingStatistics(net, () => outputsOf(net, inputs, rows, 'training'));
  return net.layers.flatMap(({ kind }, i) => {
    if (kind !== 'sigmoid' && kind !== 'relu') return [];
    const values = outputs[i - 1]!;
    const units = values.length / rows;
    return Array.from({ length: units }, (_, unit) => unitOf(values, units, 1, unit));
  });
}

/** Mean over the layers after the first of what a step of the layers before does to the gradient of the weights. */
function gradientShift(net: Network, batch: Batch, rate: number): { length: number; turn: number } {
  return keepingStatistics(net, () => {
    lossAndGradients(net, batch);
    const layers = weightedLayersOf(net);
    const own = layers.map(({ parameters }) => gradientsOf(parameters.slice(0, 1)));
    const all = gradientsOf(net.parameters);
    const start = valuesOf(net.parameters);
    const found = layers.slice(1).map((layer, i) => {
      const earlier = net.layers.slice(0, net.layers.indexOf(layer)).flatMap(({ parameters }) => parameters);
      moveTo(earlier, start, rate, all);
      lossAndGradients(net, batch);
      const moved = gradientsOf(layer.parameters.slice(0, 1));
      moveTo(net.parameters, start);
      return { length: distance(moved, own[i + 1]!), turn: turn(moved, own[i + 1]!) };
    });
    return {
      length: meanOf(found.map(({ length }) => length)),
      turn: meanOf(found.map((one) => one.turn)),
    };
  });
}

/** The smoothness of the loss in the weights, along its gradient. */
function smoothnessOf(net: Network, batch: Batch, rate: number): Smoothness {
  return keepingStatistics(net, () => {
    const weights = weightsOf(net);
    const point = () => {
      const { loss } = lossAndGradients(net, batch);
      return { loss, gradient: gradientsOf(weights) };
    };
    const start = valuesOf(weights);
    const here = point();
    const steps = PROBED.map((times) => times * rate);
    const found = smoothnessAlong(here, steps, (eta) => {
      moveTo(weights, start, eta, here.gradient);
      return point();
    });
    moveTo(weights, start);
    return found;
  });
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, x) => sum + x, 0) / values.length;
}
