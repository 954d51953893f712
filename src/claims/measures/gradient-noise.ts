/** How much the gradients of batches scatter around their mean. */
export interface GradientNoise {
  /** Sum over the weights of the (unbiased) variance between batches: the trace of the covariance. */
  readonly variance: number;
  /** The same by the squared length of the mean gradient: noise by signal, which no scale of the weights or of the loss changes. */
  readonly relative: number;
}

/** Of at least two gradients. */
export function gradientNoise(gradients: readonly ArrayLike<number>[]): GradientNoise {
  const n = gradients.length;
  const weights = gradients[0]!.length;
  let [variance, signal] = [0, 0];
  for (let i = 0; i < weights; i++) {
    let mean = 0;
    for (const gradient of gradients) mean += gradient[i]! / n;
    let squares = 0;
    for (const gradient of gradients) squares += (gradient[i]! - mean) ** 2;
    variance += squares / (n - 1);
    signal += mean * mean;
  }
  return { variance, relative: variance / signal };
}
