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

/** The case with one entry of input and of gradOutput changed, or one of the parameters. */
export function changed(given: Case, random: Random): Case {
  if (random.chance(0.75)) {
    const gradOutput = withOther(given.gradOutput, random);
    return { ...given, input: withOther(given.input, random), gradOutput };
  }
  switch (random.integer(0, 4)) {
    case 0:
      return { ...given, gamma: moderate(withOther(given.gamma!, random)) };
    case 1:
      return { ...given, beta: withOther(given.beta!, random) };
    case 2:
      return { ...given, runningMean: withOther(given.runningMean, random) };
    case 3:
      return { ...given, runningVariance: moderate(withOther(given.runningVariance, random).map(Math.abs)) };
    default:
      return {
        ...given,
        epsilon: Math.min(Math.abs(moderate(withOther(Float32Array.of(given.epsilon), random))[0]!), 1),
        exponentialAverageFactor: Math.min(
          Math.abs(withOther(Float32Array.of(given.exponentialAverageFactor), random)[0]!),
          1,
        ),
      };
  }
}

/** Not nearer to 0 than 2^-40, so that the case stays in the domain of the bounds. */
function moderate(values: Float32Array): Float32Array {
  return values.map((value) => (Math.abs(value) < 2 ** -40 ? 1 : value));
}

function withOther(values: Float32Array, random: Random): Float32Array {
  const at = random.integer(0, values.length - 1);
  const old = values[at]!;
  const other = random.pick([
    old * (1 + random.integer(-8, 8) * 2 ** -23),
    old * (1 + random.normal() / 4),
    old + random.normal() / 64,
    values[random.integer(0, values.length - 1)]!,
    -old,
  ]);
  return values.with(at, other);
}
