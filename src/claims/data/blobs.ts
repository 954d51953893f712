import { randomFrom } from '../../../spec/arbitraries/random.ts';
import type { DataSet } from './data-set.ts';

/**
 * Images of 6 x 6 pixels made from a seed, for tests: three classes, each around a pattern of its own, by bell-shaped noise of half
 * the size of the pattern.
 */
export function blobs(rows: number, seed: number): DataSet {
  const [side, classes] = [6, 3];
  const random = randomFrom(seed);
  const patterns = Array.from({ length: classes * side * side }, () => random.normal());
  const labels = Uint8Array.from({ length: rows }, (_, i) => i % classes);
  const inputs = new Float32Array(rows * side * side);
  for (let i = 0; i < inputs.length; i++) {
    const label = labels[Math.floor(i / side ** 2)]!;
    inputs[i] = patterns[label * side * side + (i % side ** 2)]! + random.normal() / 2;
  }
  return { name: 'blobs', inputs, labels, height: side, width: side, classes };
}
