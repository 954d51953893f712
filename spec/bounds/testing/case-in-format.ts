import type fc from 'fast-check';
import { cases } from '../../arbitraries/cases.ts';
import { extremeClasses, type ValueClass } from '../../arbitraries/value-classes.ts';
import type { Case } from '../../contract.ts';
import { arithmeticOf } from '../arithmetic.ts';
import type { Simulated } from './simulated-arithmetic.ts';

/**
 * The case with every number one of the format, and within its domain. For float16, whose range is small, the input is scaled by a
 * power of two to a largest element between 1 and 2, the running mean with it, epsilon is at least 2^-8, and parameters and gradients are 0 or at least 2^-4 and below 16.
 * Epsilon is no subnormal number where these are flushed.
 */
export function caseInFormat(given: Case, { format, round, name }: Simulated): Case {
  const each = (values: Float32Array, change: (value: number) => number = (value) => value) =>
    values.map((value) => round(change(value)));
  const rounded = {
    ...given,
    exponentialAverageFactor: round(given.exponentialAverageFactor),
  };
  if (format !== 'float16') {
    const { eta } = arithmeticOf(format);
    const epsilon = round(given.epsilon);
    return {
      ...rounded,
      input: each(given.input),
      gradOutput: each(given.gradOutput),
      gamma: given.gamma && each(given.gamma),
      beta: given.beta && each(given.beta),
      runningMean: each(given.runningMean),
      runningVariance: each(given.runningVariance),
      epsilon: epsilon < eta && name.endsWith('flushed') ? 0 : epsilon,
    };
  }
  const largest = given.input.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
  const scale = largest === 0 ? 1 : 2 ** -Math.floor(Math.log2(largest));
  const parameter = (value: number) => {
    const size = Math.min(Math.max(Math.abs(value), 2 ** -4), 15);
    return value === 0 ? 0 : Math.sign(value) * size;
  };
  return {
    ...rounded,
    input: each(given.input, (value) => value * scale),
    gradOutput: each(given.gradOutput, parameter),
    gamma: given.gamma && each(given.gamma, parameter),
    beta: given.beta && each(given.beta, parameter),
    runningMean: each(given.runningMean, (value) => parameter(value * scale)),
    runningVariance: each(given.runningVariance, parameter),
    epsilon: round(Math.max(given.epsilon, 2 ** -8)),
  };
}

/** Cases with two or more elements per channel, of all classes of values or of some, in the domain of the format. */
export function casesInFormat(
  simulated: Simulated,
  maxElements: number,
  valueClasses?: readonly ValueClass[],
): fc.Arbitrary<Case> {
  const small = simulated.format === 'float16';
  const allowed = small ? valueClasses?.filter((name) => !extremeClasses.includes(name)) : valueClasses;
  const plain = allowed?.every((name) => !extremeClasses.includes(name)) ?? false;
  return cases({
    ...(allowed?.length && { valueClasses: allowed }),
    moderate: small || plain,
    epsilon: 'any',
    minElementsPerChannel: 2,
    maxElements,
  }).map((given) => caseInFormat(given, simulated));
}
