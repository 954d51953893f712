/**
 * Gradients of layers against central differences of the layers' own outputs, judged as those of batch norm are
 * (spec/properties/gradient-finite-difference.ts): at a point, along a direction d of -1, 0 and 1, for phi(t) = sum(g y(t)),
 *
 *   |(phi(h) - phi(-h)) / 2h - sum(d gradient)| <= T + R + G.
 *
 * T, the truncation, is at most h^2 / 6 times a bound of the third derivative of phi along d: 0 where y is linear in what moves. R, the rounding of the
 * outputs: sum |g| (their bounds at both ends) / 2h. G, that of the gradient: sum |d| (its bounds). The point and h are multiples of one power of two, so
 * that the moved points are exact in float32.
 *
 * For a layer that is linear in its input and in its weights, like a dense one or a convolution, every output and every gradient is a sum of at most
 * N products, with an error of at most (N + 1) u / (1 - (N + 1) u) times the sum of their magnitudes (Higham, Accuracy and stability, 2002, 3.1). The
 * magnitudes are what the same layer gives with all numbers made positive; computed in float32 this is off by the same relative
 * error, far below 2. So 2 (N + 1) u times it is a bound, and needs no formula of the layer.
 */
import { arithmeticOf } from '../../../spec/bounds/arithmetic.ts';
import { compare } from '../../../spec/compare.ts';
import { ownRounding } from '../../../spec/law.ts';
import type { Verdict } from '../../../spec/property.ts';
import { judge } from '../../../spec/verdict.ts';

export interface DirectionalCase {
  /** The point, and the direction, of -1, 0 and 1. */
  readonly at: Float32Array;
  readonly direction: Float32Array;
  readonly h: number;
  readonly gradOutput: ArrayLike<number>;
  readonly output: (point: Float32Array) => ArrayLike<number>;
  /** Of sum(gradOutput * output) with respect to the point. */
  readonly gradient: ArrayLike<number>;
  readonly outputBounds: (point: Float32Array) => ArrayLike<number>;
  readonly gradientBounds: ArrayLike<number>;
  /** Of the truncation of the central difference. */
  readonly truncation: number;
}

const arithmetic = arithmeticOf('float32');

/** The bound of sums of N products whose magnitudes sum to these. */
export function sumsBound(terms: number, magnitudes: ArrayLike<number>): Float64Array {
  return Float64Array.from(
    magnitudes,
    (sum) => 2 * (terms + 1) * arithmetic.u * sum + terms * arithmetic.eta,
  );
}

/** Judges a gradient along a direction. */
export function judgeDirection(given: DirectionalCase): Verdict {
  const { at, direction, h, gradOutput, gradient } = given;
  const moved = (sign: number) => at.map((x, i) => x + sign * h * direction[i]!);
  const [forward, backward] = [moved(1), moved(-1)];
  const [high, low] = [given.output(forward), given.output(backward)];
  const [highBounds, lowBounds] = [given.outputBounds(forward), given.outputBounds(backward)];
  let [difference, bound, magnitude] = [0, given.truncation, 0];
  for (let i = 0; i < gradOutput.length; i++) {
    const g = gradOutput[i]!;
    difference += (g * (high[i]! - low[i]!)) / (2 * h);
    bound += (Math.abs(g) * (highBounds[i]! + lowBounds[i]!)) / (2 * h);
    magnitude += (Math.abs(g) * (Math.abs(high[i]!) + Math.abs(low[i]!))) / h;
  }
  let derivative = 0;
  for (let i = 0; i < at.length; i++) {
    derivative += gradient[i]! * direction[i]!;
    bound += Math.abs(direction[i]!) * given.gradientBounds[i]!;
    magnitude += Math.abs(gradient[i]! * direction[i]!);
  }
  bound += ownRounding(at.length + gradOutput.length, magnitude);
  const comparison = compare(
    'directional derivative',
    Float64Array.of(derivative),
    Float64Array.of(difference),
    Float64Array.of(bound),
    arithmetic.largest,
  );
  return judge(comparison, 'the gradient along a direction is the central difference of the output');
}
