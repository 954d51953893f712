import type { Case } from '../contract.ts';
import { type Layout, layoutOf, positionOf } from '../layout.ts';

/**
 * One line that tells a case from others: shape, axis, m, epsilon, conditioning and range of the input.
 *
 * The conditioning is mean|x|/sigma of each channel, smallest and largest; a channel without deviations has
 * an infinite one, and it is NaN where the input is not finite.
 */
export function describeCase(given: Case): string {
  const layout = layoutOf(given.shape, given.channelAxis);
  const kappas = conditioning(layout, given.input);
  const parts = [
    `shape [${given.shape.join(', ')}]`,
    `channel axis ${given.channelAxis}`,
    `m ${layout.m}`,
    `gamma ${given.gamma === null ? 'absent' : 'given'}`,
    `beta ${given.beta === null ? 'absent' : 'given'}`,
    `epsilon ${rounded(given.epsilon)}`,
    `kappa ${range(kappas)}`,
    `input ${range(given.input)}`,
  ];
  return parts.join(', ');
}

/** mean|x| / sigma of each channel, in float64: infinite for a constant one, NaN for one that is not finite. */
export function conditioning(layout: Layout, input: Float32Array): readonly number[] {
  return Array.from({ length: layout.channels }, (_, channel) => {
    let sum = 0;
    let magnitudes = 0;
    for (let j = 0; j < layout.m; j++) {
      const x = input[positionOf(layout, channel, j)]!;
      sum += x;
      magnitudes += Math.abs(x);
    }
    const mean = sum / layout.m;
    let squares = 0;
    for (let j = 0; j < layout.m; j++) {
      squares += (input[positionOf(layout, channel, j)]! - mean) ** 2;
    }
    return squares === 0 ? Number.POSITIVE_INFINITY : magnitudes / layout.m / Math.sqrt(squares / layout.m);
  });
}

function range(numbers: ArrayLike<number>): string {
  if (numbers.length === 0) {
    return 'none';
  }
  let low = numbers[0]!;
  let high = low;
  for (let i = 1; i < numbers.length; i++) {
    low = Math.min(low, numbers[i]!);
    high = Math.max(high, numbers[i]!);
  }
  return low === high ? rounded(low) : `${rounded(low)} to ${rounded(high)}`;
}

function rounded(x: number): string {
  const magnitude = Math.abs(x);
  const readable = x === 0 || (magnitude >= 1e-2 && magnitude < 1e5) || !Number.isFinite(x);
  return readable ? String(Number(x.toPrecision(3))) : x.toExponential(2);
}
