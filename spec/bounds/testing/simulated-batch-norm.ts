/** Batch norm as its users write it, in simulated arithmetic, for running the theorems on: the conventions of the paper. */
import type { Case } from '../../contract.ts';
import { layoutOf, positionOf } from '../../layout.ts';
import { type AccuracyClass, accuracyClasses } from '../arithmetic.ts';
import type { Simulated } from './simulated-arithmetic.ts';
import {
  type Channel,
  centred,
  foldedGradients,
  type GradientOf,
  gradientsIn,
} from './simulated-gradients.ts';
import { type MomentsWay, momentsIn } from './simulated-moments.ts';
import { type Summation, summationsIn } from './simulated-sums.ts';
import type { Quantities } from './worst-ratios.ts';

type Normalize = (x: number, channel: Channel) => number;
type Update = (old: number, batch: number, factor: number) => number;

/** What an algorithm chooses, and the class whose bounds it may not leave. */
export interface Algorithm {
  readonly name: string;
  readonly accuracy: AccuracyClass;
  readonly simulated: Simulated;
  readonly moments: MomentsWay;
  readonly summation: Summation;
  readonly normalize: Normalize;
  readonly gradientOf: GradientOf;
  readonly update: Update;
}

function normalizationsIn(simulated: Simulated): Readonly<Record<string, Normalize>> {
  const { round, fma } = simulated;
  const subtracted = (x: number, channel: Channel) => centred(simulated, x, channel);
  return {
    'subtract first': (x, channel) => {
      const z = round(subtracted(x, channel) * channel.invStd);
      return round(round(channel.gamma * z) + channel.beta);
    },
    'gamma invStd first': (x, channel) =>
      round(round(subtracted(x, channel) * round(channel.gamma * channel.invStd)) + channel.beta),
    folded: (x, { mean, invStd, gamma, beta }) => {
      const a = round(gamma * invStd);
      return round(round(a * x) + round(beta - round(a * mean)));
    },
    ...(fma && {
      'fused with beta': (x, channel) =>
        fma(channel.gamma, round(subtracted(x, channel) * channel.invStd), channel.beta),
      'fused and folded': (x, { mean, invStd, gamma, beta }) => {
        const a = round(gamma * invStd);
        return fma(a, x, fma(-a, mean, beta));
      },
    }),
  };
}

function updatesIn({ round, fma }: Simulated): Readonly<Record<string, Update>> {
  return {
    blend: (old, batch, a) => round(round(round(1 - a) * old) + round(a * batch)),
    increment: (old, batch, a) => round(old + round(a * round(batch - old))),
    ...(fma && { fused: (old, batch, a) => fma(a, round(batch - old), old) }),
  };
}

/** The wider of two classes. */
function widerOf(a: AccuracyClass, b: AccuracyClass): AccuracyClass {
  return accuracyClasses[Math.max(accuracyClasses.indexOf(a), accuracyClasses.indexOf(b))]!;
}

/** Every way to the moments in a format, each several times with other choices of the rest, as good as they are. */
export function algorithmsIn(simulated: Simulated): readonly Algorithm[] {
  const summations = summationsIn(simulated);
  const ways = momentsIn(simulated, summations);
  const normalizations = Object.entries(normalizationsIn(simulated));
  const gradients = Object.entries(gradientsIn(simulated));
  const updates = Object.entries(updatesIn(simulated));
  return Object.entries(ways).flatMap(([name, moments], k) => {
    // A forward subject adds as a compensated one does, and folds nothing.
    const forward = moments.accuracy === 'forward';
    const sums = Object.entries(summations).filter(([, { accuracy }]) =>
      forward ? accuracy === 'compensated' : widerOf(accuracy, moments.accuracy) === moments.accuracy,
    );
    const forms = normalizations.filter(([form]) => !forward || !form.includes('folded'));
    const backward = gradients.filter(([form]) => !forward || !foldedGradients.includes(form));
    return Array.from({ length: 3 }, (_, i) => {
      const [[sum, summation], [form, normalize], [back, gradientOf], [move, update]] = [
        sums[(k + i) % sums.length]!,
        forms[(k + 2 * i) % forms.length]!,
        backward[(k + 2 * i) % backward.length]!,
        updates[(k + i) % updates.length]!,
      ];
      return {
        name: `${simulated.name}: ${name}; ${sum}; ${form}; ${back}; ${move}`,
        accuracy: moments.accuracy,
        simulated,
        moments,
        summation,
        normalize,
        gradientOf,
        update,
      };
    });
  });
}

/** All results of training, inference and their gradients on a case with two or more elements per channel. */
export function runAlgorithm(algorithm: Algorithm, given: Case): Quantities {
  const { simulated, moments, summation, normalize, gradientOf, update } = algorithm;
  const { round, read } = simulated;
  const layout = layoutOf(given.shape, given.channelAxis);
  const vector = () => new Float64Array(layout.channels);
  const tensor = () => new Float64Array(given.input.length);
  const results = {
    output: tensor(),
    batchMean: vector(),
    batchVariance: vector(),
    invStd: vector(),
    runningMean: vector(),
    runningVariance: vector(),
    inferenceOutput: tensor(),
    gradInput: tensor(),
    gradGamma: vector(),
    gradBeta: vector(),
    inferenceGradInput: tensor(),
    inferenceGradGamma: vector(),
    inferenceGradBeta: vector(),
  };
  const epsilon = read(given.epsilon);
  const a = given.exponentialAverageFactor;
  const { m } = layout;
  const invStdOf = (variance: number) => round(1 / round(Math.sqrt(round(variance + epsilon))));
  for (let c = 0; c < layout.channels; c++) {
    const places = Array.from({ length: m }, (_, j) => positionOf(layout, c, j));
    const x = places.map((at) => read(given.input[at]!));
    const g = places.map((at) => read(given.gradOutput[at]!));
    const affine = { gamma: read(given.gamma?.[c] ?? 1), beta: read(given.beta?.[c] ?? 0) };
    const old = { mean: read(given.runningMean[c]!), variance: read(given.runningVariance[c]!) };
    const { mean, meanRest, variance } = moments.momentsOf(x);
    const batch: Channel = { mean, meanRest, invStd: invStdOf(variance), ...affine };
    const running: Channel = { mean: old.mean, meanRest: 0, invStd: invStdOf(old.variance), ...affine };
    results.batchMean[c] = mean;
    results.batchVariance[c] = variance;
    results.invStd[c] = batch.invStd;
    results.runningMean[c] = update(old.mean, mean, a);
    results.runningVariance[c] = update(old.variance, round(variance * round(m / (m - 1))), a);
    const gradients = gradientOf(x, g, batch, summation);
    const atInference = gradientOf(x, g, running, summation);
    results.gradGamma[c] = gradients.gamma;
    results.gradBeta[c] = gradients.beta;
    results.inferenceGradGamma[c] = atInference.gamma;
    results.inferenceGradBeta[c] = atInference.beta;
    places.forEach((at, j) => {
      results.output[at] = normalize(x[j]!, batch);
      results.inferenceOutput[at] = normalize(x[j]!, running);
      results.gradInput[at] = gradients.input[j]!;
      results.inferenceGradInput[at] = round(round(affine.gamma * running.invStd) * g[j]!);
    });
  }
  if (moments.showsMean) return results;
  const { batchMean: _, runningMean: __, ...shown } = results;
  return shown;
}
