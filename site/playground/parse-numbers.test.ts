import { expect, test } from 'vitest';
import { parseChannels, parseNumbers } from './parse-numbers.ts';

test('numbers may stand apart by blanks, commas and semicolons, and need not be finite', () => {
  expect(parseNumbers(' 1, -2.5;3e-8\tNaN  -inf ')).toEqual({
    values: [1, -2.5, 3e-8, Number.NaN, Number.NEGATIVE_INFINITY],
  });
});

test('what is no number is named', () => {
  expect(parseNumbers('1 two 3')).toEqual({ problem: '"two" is not a number' });
});

test('each line is a channel, rounded to float32', () => {
  expect(parseChannels('0.1 2\n\n3 4\n')).toEqual({
    channels: [Float32Array.of(0.1, 2), Float32Array.of(3, 4)],
  });
});

test('channels of different lengths are refused with both lengths', () => {
  expect(parseChannels('1 2\n3')).toEqual({
    problem: 'channel 1 has 1 elements, channel 0 has 2: they must be equal',
  });
});

test('no number at all is refused', () => {
  expect(parseChannels(' \n')).toEqual({ problem: 'there is no number: give at least one' });
});
