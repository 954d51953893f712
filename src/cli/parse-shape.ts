import { InvalidArgumentError } from 'commander';

/** Numbers in a tensor, at most: 1 GB. */
const MOST_ELEMENTS = 2 ** 28;

/** A parser of one more shape; the error names the rule. */
export function parseShape(
  text: string,
  before: readonly (readonly number[])[],
): readonly (readonly number[])[] {
  const words = text.replace(/^\((.*)\)$/, '$1').split(/[x×,]/);
  const shape = words.map(Number);
  const whole = words.every((word) => /^\s*[1-9]\d*\s*$/.test(word));
  if (!whole || shape.length < 2 || shape.reduce((a, b) => a * b, 1) > MOST_ELEMENTS) {
    throw new InvalidArgumentError(
      `It must be two or more sizes, as 32,64,56,56: batch, channels, space; at most ${MOST_ELEMENTS} elements.`,
    );
  }
  return [...before, shape];
}
