/**
 * The corrected variance, m/(m-1) times the biased one, of a batch with m elements per channel.
 *
 * Some libraries add a little to the divisor m - 1, so as not to divide by zero: `added` is -epsilon in Keras 2.1.3 to 2.3 and epsilon in
 * mlpack. Then the factor is m/(m - 1 + added), which is another number wherever epsilon is not tiny.
 *
 * @throws RangeError unless the divisor is positive: one element has no corrected variance.
 */
export function correctedFromBiased(variance: number, m: number, added = 0): number {
  return variance * (m / divisorOf(m, added));
}

/** The biased variance, (m-1)/m times the corrected one; see `correctedFromBiased`. @throws RangeError as there. */
export function biasedFromCorrected(variance: number, m: number, added = 0): number {
  return variance * (divisorOf(m, added) / m);
}

function divisorOf(m: number, added: number): number {
  const divisor = m - 1 + added;
  if (!(divisor > 0)) {
    throw new RangeError(`a variance is corrected by a positive divisor; ${m} elements give ${divisor}`);
  }
  return divisor;
}
