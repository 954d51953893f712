import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { breachesOn } from '../../spec/bounds/testing/executions.ts';
import { decodeCase } from '../../src/fixture-format/json-case.ts';
import { packageRoot } from '../../src/fixture-format/package-root.ts';
import { climb, climbed, ratioOn } from './climb.ts';
import { fileNameOf } from './file-name-of.ts';

describe.each(climbed)('the worst case kept for %s', (quantity) => {
  const file = join(packageRoot(), 'fixtures', 'worst-cases', fileNameOf(quantity));
  const given = decodeCase(JSON.parse(readFileSync(file, 'utf8')));

  test('comes within a factor of 50 of the bound, which is no wider than that', () => {
    expect(ratioOn(given, quantity)).toBeGreaterThan(1 / 50);
  });

  test('makes no sound algorithm leave a bound', () => {
    expect(breachesOn(given)).toEqual([]);
  });
});

describe('the search', () => {
  const effort = { starts: 60, climbers: 2, steps: 60 };

  test('finds the same case for the same seed', () => {
    expect(climb('output', 5, effort)).toEqual(climb('output', 5, effort));
  });

  test.each(climbed)('climbs: more steps come nearer to the bound of %s', (quantity) => {
    const start = climb(quantity, 5, { ...effort, steps: 0 });
    const end = climb(quantity, 5, effort);
    expect(end.ratio).toBeGreaterThan(start.ratio);
    expect(end.ratio).toBe(ratioOn(end.given, quantity));
  });
});
