/**
 * Sound variants against a float64 two-pass computation, on well-conditioned channels.
 *
 * Of one channel let s = sqrt(v + epsilon), r = 1/s, kappa = max|x| r, Z = max|z|, G = max|g|, u = 2^-24 and
 * n = m + 16: a sum of m terms in any order has at most m roundings on each term, and 16 stand for those
 * outside of sums. To first order, with the parts of every algorithm here added up:
 *
 *   mean          n u max|x|
 *   variance      w s^2, w = n u (1 + Z^2 + 3 kappa): naive sums n u v; a shift by a sample rounds squares as
 *                 large as (Z s)^2; running means that are off by n u max|x| move v by up to 3 s n u max|x|
 *   invStd        r w/2
 *   z             dz = 2 n u kappa + Z (w/2 + n u): the mean, a fold into a*x + b, then invStd
 *   output        |gamma| dz + 4 u (|gamma| Z + |beta|)
 *   mean(g)       dP = n u G
 *   mean(g z)     dQ = G dz + n u G Z
 *   gradInput     t |gamma| r (dP + Z dQ + 2 G Z dz + G (2 + Z^2) (2 w + 16 u) + 16 u G Z kappa)
 *
 * where t >= 1 is the factor of the variance term under other conventions. w/2 enters up to four times in
 * gradInput, since the chain rule forms invStd^3.
 */
import { describe, expect, test } from 'vitest';
import type { Conventions, GradientResult, Subject, TrainingResult } from '../../spec/contract.ts';
import { faultyVariants } from './faulty.ts';
import { randomFrom } from './skeleton/generated-requests.ts';
import { soundVariants } from './sound.ts';

const u = 2 ** -24;
const factor = 0.25;

interface Channel {
  readonly x: Float32Array;
  readonly g: Float32Array;
  readonly gamma: number;
  readonly beta: number;
  readonly epsilon: number;
  readonly oldMean: number;
  readonly oldVariance: number;
}

/** A float64 two-pass computation of one channel, each result with its bound. */
function expectedOf(channel: Channel, conventions: Conventions) {
  const { x, g, gamma, beta, oldMean, oldVariance } = channel;
  const m = x.length;
  const epsilon = Math.max(channel.epsilon, conventions.epsilonFloor);
  const inside = conventions.epsilonPlacement === 'inside';
  const meanOf = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / m;
  const largest = (values: ArrayLike<number>) => Math.max(...Array.from(values, Math.abs));

  const mean = meanOf([...x]);
  const variance = meanOf(Array.from(x, (value) => (value - mean) ** 2));
  const correction = conventions.normalizingVarianceCorrection === 1 ? m / (m - 1) : 1;
  const deviation = Math.sqrt(variance * correction);
  const r = inside ? 1 / Math.sqrt(deviation ** 2 + epsilon) : 1 / (deviation + epsilon);
  const z = Array.from(x, (value) => (value - mean) * r);
  const t = inside ? correction : correction / (deviation * r);
  const running = conventions.runningVarianceCorrection === 1 ? (variance * m) / (m - 1) : variance;
  const P = meanOf([...g]);
  const Q = meanOf(z.map((value, j) => value * g[j]!));

  const n = m + 16;
  const kappa = largest(x) * r;
  const Z = largest(z);
  const G = largest(g);
  const w = n * u * (1 + Z ** 2 + 3 * kappa);
  const dMean = n * u * largest(x);
  const dVariance = w / r ** 2;
  const dz = 2 * n * u * kappa + Z * (w / 2 + n * u);
  const dP = n * u * G;
  const dQ = G * dz + n * u * G * Z;
  const core = dP + Z * dQ + 2 * G * Z * dz + G * (2 + Z ** 2) * (2 * w + 16 * u) + 16 * u * G * Z * kappa;
  const update = (old: number, batch: number) => (1 - factor) * old + factor * batch;
  const moved = (old: number, batch: number, error: number) =>
    2 * factor * error + 8 * u * (Math.abs(old) + Math.abs(batch));

  return {
    output: {
      values: z.map((value) => gamma * value + beta),
      bound: Math.abs(gamma) * dz + 4 * u * (Math.abs(gamma) * Z + Math.abs(beta)),
    },
    batchMean: { values: [mean], bound: dMean },
    batchVariance: { values: [variance], bound: dVariance },
    invStd: { values: [r], bound: r * w },
    runningMean: { values: [update(oldMean, mean)], bound: moved(oldMean, mean, dMean) },
    runningVariance: {
      values: [update(oldVariance, running)],
      bound: moved(oldVariance, running, dVariance),
    },
    gradInput: {
      values: z.map((value, j) => gamma * r * (g[j]! - P - t * value * Q)),
      bound: t * Math.abs(gamma) * r * core,
    },
    gradGamma: { values: [m * Q], bound: m * dQ },
    gradBeta: { values: [m * P], bound: m * dP },
  };
}

/** Well-conditioned: means of up to 8 standard deviations. */
function* channels(): Generator<Channel> {
  const random = randomFrom(99);
  const bell = () => 2 * (random() + random() + random() - 1.5);
  for (let k = 0; k < 120; k++) {
    const m = 2 + Math.floor(70 * random() ** 2);
    const scale = 2 ** Math.floor(8 * random() - 4);
    const offset = 8 * scale * (2 * random() - 1);
    yield {
      x: Float32Array.from({ length: m }, (_, j) => offset + scale * (bell() + (j % 2))),
      g: Float32Array.from({ length: m }, bell),
      gamma: Math.fround(0.5 + 2 * random()),
      beta: Math.fround(bell()),
      epsilon: 2 ** Math.floor(-10 * random()),
      oldMean: Math.fround(bell()),
      oldVariance: Math.fround(0.5 + random()),
    };
  }
}

/** The largest error as a part of its bound, over all results and channels. */
function worstRatio(subject: Subject): number {
  const ratios = [...channels()].map((channel) => {
    const expected = expectedOf(channel, subject.conventions);
    const actual = resultsOf(subject, channel);
    return Object.entries(expected).map(([name, { values, bound }]) => {
      const given = actual[name as keyof typeof expected];
      return Math.max(...values.map((value, j) => Math.abs(given[j]! - value) / bound));
    });
  });
  return Math.max(...ratios.flat());
}

function resultsOf(subject: Subject, { x, g, gamma, beta, epsilon, oldMean, oldVariance }: Channel) {
  const shape = [x.length, 1];
  const call = {
    input: { shape, data: x },
    gamma: Float32Array.of(gamma),
    beta: Float32Array.of(beta),
    epsilon,
    channelAxis: 1,
  };
  const training = subject.run({
    ...call,
    operation: 'training',
    runningMean: Float32Array.of(oldMean),
    runningVariance: Float32Array.of(oldVariance),
    exponentialAverageFactor: factor,
  }) as Required<TrainingResult>;
  const gradOutput = { shape, data: g };
  const gradient = subject.run({ ...call, operation: 'trainingGradient', gradOutput }) as GradientResult;
  return {
    ...training,
    output: training.output.data,
    gradInput: gradient.gradInput.data,
    gradGamma: gradient.gradGamma!,
    gradBeta: gradient.gradBeta!,
  };
}

describe('every sound variant stays near a float64 two-pass computation', () => {
  test.each(soundVariants)('$id', (variant) => {
    expect(worstRatio(variant.make())).toBeLessThanOrEqual(1);
  });
});

describe('the bound is tight enough to see a fault', () => {
  const ids = [
    'sums-in-bfloat16',
    'epsilon-added-twice',
    'running-variance-biased',
    'grad-input-without-mean-of-grad',
  ];

  test.each(faultyVariants.filter(({ id }) => ids.includes(id)))('$id', (variant) => {
    expect(worstRatio(variant.make())).toBeGreaterThan(1);
  });
});

test('no sound variant writes to its arguments or remembers a call', () => {
  for (const variant of soundVariants) {
    const subject = variant.make();
    const given = [...channels()].slice(0, 6);
    const before = structuredClone(given);
    const first = given.map((channel) => resultsOf(subject, channel));
    const again = given.toReversed().map((channel) => resultsOf(subject, channel));
    expect(again.toReversed()).toEqual(first);
    expect(given).toEqual(before);
  }
});
