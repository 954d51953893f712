import { expect, test } from 'vitest';
import { buildCase } from './build-case.ts';
import { drawInput } from './fill-channels.ts';
import { finiteDifferences, worstDifference } from './finite-differences.ts';
import { paperConventions } from './paper-conventions.ts';
import { firstSettings, readSettings } from './typed-settings.ts';

const settings = readSettings(firstSettings);
const built = buildCase({ ...settings, input: drawInput('normal', 2, 8, 3, 0.5) });
if ('problem' in built) throw new Error(built.problem);
const given = built.case;

test('halving a step where truncation rules divides the distance by four', () => {
  const distance = (h: number) => worstDifference(finiteDifferences(given, paperConventions, h));
  const ratio = distance(2 ** -6) / distance(2 ** -7);
  expect(ratio).toBeGreaterThan(3.9);
  expect(ratio).toBeLessThan(4.1);
});

test('a tiny step drowns in rounding', () => {
  const distance = (h: number) => worstDifference(finiteDifferences(given, paperConventions, h));
  expect(distance(2 ** -44)).toBeGreaterThan(100 * distance(2 ** -17));
});
