/**
 * Cases for subjects of a 16-bit format. Every number of a case is one of the format, so that no representation error is blamed on the subject.
 *
 * The range of float16 is small: squares of 256 overflow, and 2^-5 squared is subnormal where epsilon has few bits left. Its cases are
 * therefore scaled into a domain in which no intermediate value of any sound algorithm comes near either end, though everything be
 * computed in float16: |input| at most 4, parameters and gradients 0 or from 2^-4 to 4, epsilon 0 or at least 2^-8, at most 512 elements
 * per channel. Then sums of squares are at most 2^13, and what a gradient is made of is at most 4 * 16 * (4 + 4 + 4 * 23), below 2^13.
 * Bfloat16 has the range of float32, and its cases are only rounded.
 */
import type { Case, Request } from './contract.ts';
import { areHalf, type HalfDtype, roundToHalf } from './half-formats.ts';
import { layoutOf } from './layout.ts';

const LARGEST_INPUT = 4;
const LARGEST_PARAMETER = 4;
const SMALLEST_PARAMETER = 2 ** -4;
const SMALLEST_EPSILON = 2 ** -8;
const MOST_ELEMENTS = 512;

/** The case with every number one of the format and, for float16, within its domain. */
export function caseInHalf(given: Case, dtype: HalfDtype): Case {
  const { input, gradOutput, gamma, beta, runningMean, runningVariance } = given;
  const scale = dtype === 'float16' ? scaleOf(input) : 1;
  const small = dtype === 'float16' ? withinDomain : (value: number) => value;
  const each = (values: Float32Array, change: (value: number) => number = small) =>
    values.map((value) => roundToHalf(Math.fround(change(value)), dtype));
  const epsilon =
    given.epsilon === 0 || dtype === 'bfloat16' ? given.epsilon : Math.max(given.epsilon, SMALLEST_EPSILON);
  return {
    ...given,
    input: each(input, (value) => value * scale),
    gradOutput: each(gradOutput),
    gamma: gamma && each(gamma),
    beta: beta && each(beta),
    runningMean: each(runningMean, (value) => small(value * scale)),
    runningVariance: each(runningVariance),
    epsilon: roundToHalf(epsilon, dtype),
    exponentialAverageFactor: roundToHalf(given.exponentialAverageFactor, dtype),
  };
}

/** A power of two that brings the largest finite magnitude between 1 and 2. */
function scaleOf(values: Float32Array): number {
  const largest = values.reduce(
    (most, value) => (Number.isFinite(value) ? Math.max(most, Math.abs(value)) : most),
    0,
  );
  return largest === 0 ? 1 : 2 ** -Math.floor(Math.log2(largest));
}

function withinDomain(value: number): number {
  if (value === 0 || !Number.isFinite(value)) return value;
  return Math.sign(value) * Math.min(Math.max(Math.abs(value), SMALLEST_PARAMETER), LARGEST_PARAMETER);
}

/**
 * Why a request cannot be made of a subject of the format, or null where it can: laws change their cases, and what comes out need not be
 * a number of the format. Running statistics are not looked at: they may be what the subject itself showed, in more bits.
 */
export function outsideHalf(request: Request, dtype: HalfDtype): string | null {
  const { gamma, beta, epsilon, channelAxis } = request;
  const inputs = request.operation === 'sequence' ? stepInputs(request.steps) : [request.input];
  const gradients =
    request.operation === 'sequence'
      ? stepGradients(request.steps)
      : 'gradOutput' in request
        ? [request.gradOutput.data]
        : [];
  const factor = 'exponentialAverageFactor' in request ? request.exponentialAverageFactor : 0;
  const all = [...inputs.map(({ data }) => data), ...gradients, gamma ?? [], beta ?? [], [epsilon, factor]];
  if (!all.every((values) => areHalf(values, dtype))) return `what this asks for is no number of ${dtype}`;
  if (dtype === 'bfloat16') return null;
  const long = inputs.some(
    ({ shape }) => channelAxis < shape.length && layoutOf(shape, channelAxis).m > MOST_ELEMENTS,
  );
  const large = inputs.some(({ data }) => exceeds(data, LARGEST_INPUT));
  const steep = [...gradients, gamma ?? [], beta ?? []].some((values) => exceeds(values, LARGEST_PARAMETER));
  const fine = epsilon > 0 && epsilon < SMALLEST_EPSILON;
  return long || large || steep || fine ? 'float16 might overflow or lose its bits on the way' : null;
}

function stepInputs(steps: Extract<Request, { operation: 'sequence' }>['steps']) {
  return steps.flatMap((step) => ('input' in step ? [step.input] : []));
}

function stepGradients(steps: Extract<Request, { operation: 'sequence' }>['steps']) {
  return steps.flatMap((step) => ('gradOutput' in step ? [step.gradOutput.data] : []));
}

function exceeds(values: ArrayLike<number>, limit: number): boolean {
  for (let at = 0; at < values.length; at++) {
    if (
      Math.abs(values[at]!) > limit &&
      values[at] !== Number.POSITIVE_INFINITY &&
      values[at] !== Number.NEGATIVE_INFINITY
    )
      return true;
  }
  return false;
}
