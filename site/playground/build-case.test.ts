import { expect, test } from 'vitest';
import { buildCase } from './build-case.ts';
import { firstSettings, readSettings } from './typed-settings.ts';

const settings = readSettings(firstSettings);

test('channels become columns of a tensor of shape [m, channels]', () => {
  const built = buildCase({ ...settings, input: '1 2 3\n4 5 6' });
  expect(built).toMatchObject({
    case: { shape: [3, 2], channelAxis: 1, input: Float32Array.of(1, 4, 2, 5, 3, 6) },
  });
});

test('nothing typed for gamma means that there is none, one number is for all channels', () => {
  const built = buildCase({ ...settings, gamma: ' ', beta: '7' });
  expect(built).toMatchObject({ case: { gamma: null, beta: Float32Array.of(7, 7) } });
});

test.each([
  [{ gamma: '1 2 3' }, 'gamma: 3 numbers for 2 channels: give one for all, or one for each.'],
  [{ epsilon: -1 }, 'Epsilon is -1; it must be a finite number of at least 0.'],
  [{ epsilon: Number.NaN }, 'Epsilon is NaN; it must be a finite number of at least 0.'],
  [{ exponentialAverageFactor: 2 }, 'The weight of the new batch is 2; it must be from 0 to 1.'],
])('bad settings are refused with the value and the rule: %o', (changes, problem) => {
  expect(buildCase({ ...settings, ...changes })).toEqual({ problem });
});
