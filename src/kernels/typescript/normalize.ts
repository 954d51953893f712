import type { Layout } from '../../../spec/layout.ts';

/**
 * output = (x - mean) scale + beta, channel by channel, evaluated in float64 and rounded once. `scale` is gamma invStd;
 * `output` may be `input` itself.
 */
export function normalize(
  input: Float32Array,
  layout: Layout,
  mean: ArrayLike<number>,
  scale: ArrayLike<number>,
  beta: ArrayLike<number> | null,
  output: Float32Array,
): void {
  const { outer, channels, inner } = layout;
  let at = 0;
  for (let o = 0; o < outer; o++) {
    for (let c = 0; c < channels; c++) {
      const centre = mean[c]!;
      const factor = scale[c]!;
      const offset = beta === null ? 0 : beta[c]!;
      for (const end = at + inner; at < end; at++) output[at] = (input[at]! - centre) * factor + offset;
    }
  }
}
