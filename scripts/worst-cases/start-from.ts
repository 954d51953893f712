import type { Random } from '../../spec/arbitraries/random.ts';
import type { Case } from '../../spec/contract.ts';

/** One channel of few elements or many, well or badly conditioned, of plain numbers. */
export function startFrom(random: Random): Case {
  const m = random.pick([2, 3, 4, 8, 16, 32]);
  const offset = random.pick([0, 0, 1, 16, 256, 4096, 65_536]) * random.sign();
  const spread = random.pick([0, 2 ** -8, 1, 1]);
  const numbers = () => Float32Array.from({ length: m }, () => offset + spread * random.normal());
  const input = numbers();
  const one = (choices: readonly number[]) => Float32Array.of(random.pick(choices));
  return {
    shape: [m, 1],
    channelAxis: 1,
    input,
    gradOutput: random.chance(0.5) ? numbers() : input.map(() => random.normal()),
    gamma: one([1, random.normal()]),
    beta: one([0, random.normal(), offset]),
    runningMean: one([0, random.normal(), input[0]!, offset]),
    runningVariance: one([1, random.logUniform(2 ** -20, 2 ** 10)]),
    epsilon: Math.fround(random.pick([1e-5, 1e-3, 1, random.logUniform(2 ** -40, 1)])),
    exponentialAverageFactor: Math.fround(random.pick([0, 1, 0.5, 0.1, random.uniform()])),
    variation: 0,
  };
}
