import { randomFrom } from '../../spec/arbitraries/random.ts';
import type { Case, Conventions } from '../../spec/contract.ts';

/** The domain that the statement on the reference names, at its corners: long channels, far from zero, without epsilon. */
export interface LongCase {
  readonly given: Case;
  readonly conventions: Conventions;
  readonly kappa: number;
}

/** A mean of so many standard deviations; 0 is data around zero. */
const kappas = [0, ...Array.from({ length: 13 }, (_, power) => 10 ** power)];

const epsilons = [0, 0, 1e-12, 1e-5, 1];

/**
 * One case of one channel for each kappa up to 10^12, in float64 (all 53 bits), at random scales from 10^-9 to 10^9, with other conventions
 * and another epsilon (0 in two of five) each time.
 */
export function* longCases(m: number, seed: number): Generator<LongCase> {
  for (const [index, kappa] of kappas.entries()) {
    const random = randomFrom(seed * kappas.length + index);
    const fine = () => random.normal() + (random.uniform() - 0.5) * 2 ** -30;
    const scale = random.logUniform(1e-9, 1e9);
    const mean = random.sign() * kappa;
    // A gradient around zero loses its sums to cancellation, one of one sign does not.
    const gradientMean = random.pick([0, 1, 100]);
    const input = Float64Array.from({ length: m }, () => scale * (mean + fine()));
    const gradOutput = Float64Array.from({ length: m }, () => gradientMean + fine());
    const given = {
      shape: [m, 1],
      channelAxis: 1,
      input: numbers(input),
      gradOutput: numbers(gradOutput),
      gamma: numbers([fine()]),
      beta: numbers([fine()]),
      runningMean: numbers([scale * (mean + fine())]),
      runningVariance: numbers([(scale * (1 + random.uniform())) ** 2]),
      epsilon: random.pick(epsilons),
      exponentialAverageFactor: random.uniform(),
      variation: 0,
    };
    const conventions: Conventions = {
      runningVarianceCorrection: random.pick([0, 1]),
      normalizingVarianceCorrection: random.pick([0, 1]),
      epsilonPlacement: random.pick(['inside', 'outside']),
      epsilonFloor: 0,
      oneElement: 'define',
      emptyBatch: 'keep',
    };
    yield { given, conventions, kappa };
  }
}

/** float64 numbers where the type of a case asks for float32: the oracles take both. */
function numbers(values: Iterable<number>): Float32Array {
  return Float64Array.from(values) as unknown as Float32Array;
}
