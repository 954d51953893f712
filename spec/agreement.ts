import { type Arithmetic, accuracyClasses, arithmeticOf } from './bounds/arithmetic.ts';
import type { BoundTerm } from './bounds/bound-term.ts';
import { boundTermsOf } from './bounds/bound-terms.ts';
import { type Comparison, compare, type Mismatch } from './compare.ts';
import { measure } from './conditioning.ts';
import type { Case, Values } from './contract.ts';
import type { Context, Verdict } from './property.ts';
import { judge, vacuous } from './verdict.ts';

/**
 * Judges a quantity against its expected values under the widest class's bound, which is the gate, and records how far it
 * goes in every class.
 *
 * A case in which every bound is as large as the signal (a zero gamma without beta, a sum that cancels) passes for any small
 * answer, so a pass is vacuous; a failure still counts.
 *
 * @param boundsIn the bounds of the quantity in a given arithmetic.
 */
export function agreement(
  context: Context,
  given: Case,
  quantity: string,
  actual: Values,
  expected: Values,
  boundsIn: (arithmetic: Arithmetic) => Values,
): Verdict {
  let gate: Comparison | null = null;
  for (const accuracy of accuracyClasses) {
    const arithmetic = arithmeticOf(context.dtype, accuracy);
    gate = compare(quantity, actual, expected, boundsIn(arithmetic), arithmetic.largest);
    context.grade(quantity, accuracy, gate.ratio);
  }
  const bounds = boundsIn(context.arithmetic);
  const measurements = measure(quantity, given, context.conventions, context.dtype, actual, expected, bounds);
  context.measure(measurements);
  if (gate!.ratio <= 1 && !measurements.some(({ telling }) => telling)) {
    return vacuous(`every bound of ${quantity} is as large as what it bounds`);
  }
  return judge(gate!, `${quantity} agrees with the definition`);
}

/** The terms of the bound that a mismatch found by `agreement` exceeds. */
export function termsOfMismatch(
  given: Case,
  { conventions, arithmetic }: Context,
  { quantity, at }: Mismatch,
): readonly BoundTerm[] {
  return boundTermsOf(quantity, given, conventions, arithmetic, at);
}
