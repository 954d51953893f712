import type { ChannelProbe } from '../arrange.ts';

const exact = (values: readonly number[]) => values.map(Math.fround);

/**
 * The probe that most conventions show in: three elements, so that m/(m-1) is 3/2; epsilon 1, as large as the variances, so
 * that its place shows; signed parameters, running statistics far from those of the batch, and a factor that no library
 * has as its default. The numbers have all the bits of a float32, so that arithmetic in fewer bits agrees with nothing.
 */
export const plainChannels: readonly ChannelProbe[] = [
  {
    x: exact([-1.0371, 0.4863, 2.5219]),
    g: exact([1.0717, -0.5313, 2.1391]),
    gamma: Math.fround(1.4917),
    beta: Math.fround(-0.2689),
    runningMean: Math.fround(3.1179),
    runningVariance: Math.fround(5.0283),
  },
  {
    x: exact([0.7831, -2.0919, 0.5347]),
    g: exact([-0.7673, 1.5411, 0.2503]),
    gamma: Math.fround(-0.7559),
    beta: Math.fround(2.0639),
    runningMean: Math.fround(-2.4827),
    runningVariance: Math.fround(0.3917),
  },
  {
    x: exact([1.2637, 0.9721, -3.0461]),
    g: exact([0.5099, 0.3847, -1.0183]),
    gamma: Math.fround(2.0173),
    beta: Math.fround(0.4903),
    runningMean: Math.fround(1.7659),
    runningVariance: Math.fround(8.1127),
  },
  {
    x: exact([-0.2467, 1.7321, 0.5179]),
    g: exact([2.0231, 0.9887, -1.2713]),
    gamma: Math.fround(-1.0429),
    beta: Math.fround(-1.0139),
    runningMean: Math.fround(-4.0721),
    runningVariance: Math.fround(2.4697),
  },
];

export const plainSettings = { epsilon: 1, exponentialAverageFactor: 0.3125 } as const;
