/** Mean over the rows of -log softmax(logits)[label], its gradient, and how many rows have their label as the largest logit. */
export interface LossResult {
  readonly loss: number;
  readonly correct: number;
  readonly gradLogits: Float32Array;
}

/**
 * Softmax cross-entropy of rows of logits, in float64 and rounded once: gradient (softmax - 1 at the label) / rows. The largest logit
 * is taken off first, so that nothing overflows. Of equal logits the first counts as the answer; a row with NaN is wrong.
 */
export function softmaxCrossEntropy(logits: Float32Array, labels: Uint8Array, classes: number): LossResult {
  const rows = labels.length;
  const gradLogits = new Float32Array(logits.length);
  let loss = 0;
  let correct = 0;
  for (let row = 0; row < rows; row++) {
    const at = row * classes;
    const answer = largestAt(logits, at, classes);
    const largest = logits[at + answer]!;
    let sum = 0;
    for (let k = 0; k < classes; k++) sum += Math.exp(logits[at + k]! - largest);
    const label = labels[row]!;
    loss += Math.log(sum) - (logits[at + label]! - largest);
    for (let k = 0; k < classes; k++) {
      const probability = Math.exp(logits[at + k]! - largest) / sum;
      gradLogits[at + k] = (probability - (k === label ? 1 : 0)) / rows;
    }
    if (answer === label && !Number.isNaN(sum)) correct += 1;
  }
  return { loss: loss / rows, correct, gradLogits };
}

/** Index within the row of its largest number, the first of equals. */
export function largestAt(values: Float32Array, at: number, length: number): number {
  let best = 0;
  for (let k = 1; k < length; k++) if (values[at + k]! > values[at + best]!) best = k;
  return best;
}
