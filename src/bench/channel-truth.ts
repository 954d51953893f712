import { type Layout, layoutOf } from '../../spec/layout.ts';
import type { BenchData } from './bench-data.ts';

/** What one channel of the data amounts to, in float64. */
export interface ChannelTruth {
  readonly mean: number;
  readonly variance: number;
  readonly meanSize: number;
  /** max|x| */
  readonly largest: number;
  /** max|g| */
  readonly largestGradient: number;
  /** sum|g| */
  readonly gradientSize: number;
  /** sum g */
  readonly gradients: number;
  /** sum g (x - mean) */
  readonly products: number;
}

/** Every channel's sums, in two passes over the data. */
export function channelTruths(data: BenchData): readonly ChannelTruth[] {
  const { input, gradOutput } = data;
  const layout = layoutOf(data.tensorShape, data.channelAxis);
  const { channels, m } = layout;
  const zeros = () => new Float64Array(channels);
  const [sum, size, largest, gradients, gradientSize, largestGradient] = [
    zeros(),
    zeros(),
    zeros(),
    zeros(),
    zeros(),
    zeros(),
  ];
  eachElement(layout, (c, at) => {
    const x = input[at]!;
    const g = gradOutput[at]!;
    sum[c] = sum[c]! + x;
    size[c] = size[c]! + Math.abs(x);
    largest[c] = Math.max(largest[c]!, Math.abs(x));
    gradients[c] = gradients[c]! + g;
    gradientSize[c] = gradientSize[c]! + Math.abs(g);
    largestGradient[c] = Math.max(largestGradient[c]!, Math.abs(g));
  });
  const mean = sum.map((total) => total / m);
  const [squares, products] = [zeros(), zeros()];
  eachElement(layout, (c, at) => {
    const deviation = input[at]! - mean[c]!;
    squares[c] = squares[c]! + deviation * deviation;
    products[c] = products[c]! + deviation * gradOutput[at]!;
  });
  return Array.from({ length: channels }, (_, c) => ({
    mean: mean[c]!,
    variance: squares[c]! / m,
    meanSize: size[c]! / m,
    largest: largest[c]!,
    largestGradient: largestGradient[c]!,
    gradientSize: gradientSize[c]!,
    gradients: gradients[c]!,
    products: products[c]!,
  }));
}

/** Visits all elements in the order of the memory, each with its channel. */
export function eachElement(
  { outer, channels, inner }: Layout,
  visit: (channel: number, at: number) => void,
): void {
  let at = 0;
  for (let o = 0; o < outer; o++) {
    for (let c = 0; c < channels; c++) {
      for (const end = at + inner; at < end; at++) visit(c, at);
    }
  }
}
