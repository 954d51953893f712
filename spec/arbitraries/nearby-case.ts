import type { Case } from '../contract.ts';
import type { Random } from './random.ts';

/** Smaller parameters are left to the cases that are about them: the bounds' domain ends near there. */
const LEAST_PARAMETER = 2 ** -40;

/**
 * The case with one small change: an entry of input and of gradOutput, or one of the parameters, scaled, moved by units in its last
 * place, negated or replaced by a neighbour. Shapes, absent parameters, signs of variances and what is not finite stay as they are.
 */
export function nearbyCase(given: Case, random: Random): Case {
  if (random.chance(0.75)) {
    const gradOutput = withOther(given.gradOutput, random);
    return { ...given, input: withOther(given.input, random), gradOutput };
  }
  switch (random.integer(0, 4)) {
    case 0:
      return { ...given, gamma: given.gamma && withOther(given.gamma, random, notTiny) };
    case 1:
      return { ...given, beta: given.beta && withOther(given.beta, random) };
    case 2:
      return { ...given, runningMean: withOther(given.runningMean, random) };
    case 3:
      return { ...given, runningVariance: withOther(given.runningVariance, random, sameSignNotTiny) };
    default:
      return {
        ...given,
        epsilon: nearbyFraction(given.epsilon, random),
        exponentialAverageFactor: nearbyFraction(given.exponentialAverageFactor, random),
      };
  }
}

/** Says whether a number may stand for another. */
type MayReplace = (other: number, old: number) => boolean;

const always: MayReplace = () => true;
const notTiny: MayReplace = (other) => Math.abs(other) >= LEAST_PARAMETER;
const sameSignNotTiny: MayReplace = (other, old) => notTiny(other, old) && other > 0 === old > 0;

/** Another float32 number between 0 and 1; 0 and 1 themselves stay, which are switches rather than numbers. */
function nearbyFraction(value: number, random: Random): number {
  const [other] = withOther(Float32Array.of(value), random, (fraction) => fraction > 0 && fraction <= 1);
  return value === 0 || value === 1 ? value : other!;
}

function withOther(values: Float32Array, random: Random, mayReplace: MayReplace = always): Float32Array {
  if (values.length === 0) return values;
  const at = random.integer(0, values.length - 1);
  const old = values[at]!;
  const other = Math.fround(
    random.pick([
      old * (1 + random.integer(-8, 8) * 2 ** -23),
      old * (1 + random.normal() / 4),
      old + random.normal() / random.pick([1, 64]),
      values[random.integer(0, values.length - 1)]!,
      -old,
    ]),
  );
  return Number.isFinite(old) && Number.isFinite(other) && mayReplace(other, old)
    ? values.with(at, other)
    : values;
}
