/**
 * How the sum behind the mean is taken.
 *
 * A channel holds 512 elements: B, then 510 ones, then -B, where B = 2^p is so large that B + 1 rounds to B in p bits, while
 * -B + 1 is exact. The sum that comes out, T, counts the ones that were not lost, and 510 is the exact one:
 *
 *                                          B 1 … 1 -B      -B 1 … 1 B
 *   one accumulator, first to last              0              510
 *   one accumulator, last to first            510                0
 *   partial results (lanes, trees, merges)    between the two, and whole
 *   Welford                                  no whole number: the mean is rounded in each step
 *   compensated, or a wider format            510              510
 *
 * The last two differ where B is 2^(p+16): one correction (Kahan) does not hold what a wider format or two numbers do; and
 * with B = 2^58 (2^116 for a float64 subject) float64 loses the ones as well. Sums are divided by 512, which is exact.
 *
 * (Above B = 2^p every addition may round up as well, by 1 at most: whole numbers up to twice 510 are partial results, too.)
 *
 * T is read from the output. With gamma 1 and beta 0 the outputs at 1 and at B are (1 - mean) r and (B - mean) r, so their quotient
 * q does not hold r, and mean = (1 - q B)/(1 - q). Each output has at most eight roundings of terms no larger than (1 + |mean|) r and B r,
 * so the mean is right to 16u (1 + |mean|), and T to 512 times that: 2^-11 (1 + |mean|) for float32, where T is a whole number or far
 * from one.
 */
import type { Values } from '../../../spec/contract.ts';
import { type ChannelProbe, channelOf } from '../arrange.ts';
import { type Finding, found, none, unable } from '../finding.ts';
import type { Lab } from '../lab.ts';

export type Sums =
  | 'first to last'
  | 'last to first'
  | 'partial sums'
  | 'Welford'
  | 'shifted'
  | 'compensated'
  | 'wider'
  | 'exact';

const texts: Readonly<Record<Sums, string>> = {
  'first to last': 'sequential: one accumulator, first to last',
  'last to first': 'sequential: one accumulator, last to first',
  'partial sums': 'partial results are combined: blocked, pairwise, in lanes or merged',
  Welford: "Welford's: the mean is moved by each element",
  shifted: 'sequential, of differences from the first element',
  compensated: 'compensated (Kahan)',
  wider: 'in a wider format',
  exact: 'exact, or compensated in two numbers',
};

const M = 512;
const ONES = M - 2;

const withEnds = (first: number): ChannelProbe => ({ x: [first, ...Array<number>(ONES).fill(1), -first] });

export async function sums(lab: Lab): Promise<Finding<Sums>> {
  const float32 = lab.dtype === 'float32';
  const bits = float32 ? 24 : 53;
  const large = 2 ** bits;
  const channels = [large, -large, 2 ** (bits + 16), 2 ** (float32 ? 58 : 116)].map(withEnds);
  const given = lab.arrange(channels, { epsilon: 1 });
  const reply = await lab.call('training', given);
  if ('unable' in reply) return unable(reply.unable);
  if ('refused' in reply) return unable(reply.refused);
  const output: Values = reply.result.output.data;
  const { u } = lab.arithmetic;
  const counted = channels.map(({ x }, c) => countedSum(x, channelOf(given, output, c), u));
  const evidence = `training on ${M} elements that cancel`;
  if (counted.some((one) => one === null)) return none(`${evidence}: the outputs are those of no mean`);
  const [forward, backward, larger, largest] = counted as readonly Counted[];

  const answer = classOf(
    forward!,
    backward!,
    larger!,
    largest!,
    channels,
    float32 ? Math.fround : (x: number) => x,
  );
  const seen = `${evidence}: ${counted
    .slice(0, 2)
    .map((one) => Number(one!.sum.toPrecision(4)))
    .join(' and ')} of ${ONES} come out`;
  if (answer === null) return none(seen);
  // What shares an accumulator with B after it is lost.
  const shared = ONES + 1 - Math.round(forward!.sum);
  const size = answer === 'partial sums' && shared > 0 ? ` (about ${shared} elements in each)` : '';
  return found(answer, `${texts[answer]}${size}`, seen);
}

interface Counted {
  readonly sum: number;
  /** How far the sum may be from what was read. */
  readonly error: number;
}

function classOf(
  forward: Counted,
  backward: Counted,
  larger: Counted,
  largest: Counted,
  channels: readonly ChannelProbe[],
  round: (value: number) => number,
): Sums | null {
  if (is(forward, ONES) && is(backward, ONES)) {
    if (!is(larger, ONES)) return 'compensated';
    return is(largest, ONES) ? 'exact' : 'wider';
  }
  if (is(forward, 0) && is(backward, ONES)) return 'first to last';
  if (is(forward, ONES) && is(backward, 0)) return 'last to first';
  const agrees = (sumOf: (x: readonly number[]) => number) =>
    is(forward, sumOf(channels[0]!.x)) && is(backward, sumOf(channels[1]!.x));
  if (agrees((x) => M * movedMean(x, round))) return 'Welford';
  if (agrees((x) => M * shiftedMean(x, round))) return 'shifted';
  const whole = [forward, backward].every(
    (one) => is(one, Math.round(one.sum)) && one.sum > -1 && one.sum < 2 * ONES,
  );
  return whole ? 'partial sums' : null;
}

function is({ sum, error }: Counted, value: number): boolean {
  return Math.abs(sum - value) <= error;
}

/** The sum that the outputs of a channel show; null where its ones have different outputs or none shows. */
function countedSum(x: readonly number[], y: readonly number[], u: number): Counted | null {
  const large = x[0]!;
  const ofOnes = y.slice(1, -1);
  const q = ofOnes[0]! / y[0]!;
  const mean = (1 - q * large) / (1 - q);
  if (!Number.isFinite(mean) || ofOnes.some((value) => value !== ofOnes[0])) return null;
  return { sum: M * mean, error: M * 16 * u * (1 + Math.abs(mean)) };
}

function movedMean(x: readonly number[], round: (value: number) => number): number {
  return x.reduce((mean, value, j) => round(mean + round(round(value - mean) / (j + 1))), 0);
}

function shiftedMean(x: readonly number[], round: (value: number) => number): number {
  const shift = x[0]!;
  const total = x.reduce((sum, value) => round(sum + round(value - shift)), 0);
  return round(shift + round(total / x.length));
}
