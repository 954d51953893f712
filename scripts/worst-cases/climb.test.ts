import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { accuracyClasses } from '../../spec/bounds/arithmetic.ts';
import { breachesOn, executions, shareOf } from '../../spec/bounds/testing/executions.ts';
import { quantities } from '../../spec/bounds/testing/worst-ratios.ts';
import { packageRoot } from '../../src/fixture-format/package-root.ts';
import { algorithms, climb, ratioOn } from './climb.ts';
import { withTable } from './with-table.ts';
import { readWorst, shownRatio, worstTable } from './worst-cases.ts';

describe.each(quantities)('the worst cases kept for %s', (quantity) => {
  const worst = readWorst(quantity);

  test.each(accuracyClasses)('come within a factor of 15 of the bound of the class %s', (accuracy) => {
    const { given, ratio, algorithm } = worst[accuracy];
    const named = algorithms.find(({ name }) => name === algorithm)!;
    expect(named.accuracy).toBe(accuracy);
    expect(shownRatio(ratioOn(given, quantity, named))).toBe(ratio);
    expect(ratio).toBeGreaterThan(1 / 15);
  });

  test('make no sound algorithm leave a bound', () => {
    Object.values(worst).forEach(({ given }, k) => {
      expect(breachesOn(given, shareOf(executions, k, 4))).toEqual([]);
    });
  });
});

test('the chapter shows the ratios that are kept', () => {
  const chapter = readFileSync(join(packageRoot(), 'spec', 'bounds', 'README.md'), 'utf8');
  expect(withTable(chapter, worstTable())).toBe(chapter);
});

describe('the search', () => {
  const effort = { starts: 10, climbers: 2, steps: 40 };

  test('finds the same case for the same seed', () => {
    expect(climb('output', 'sequential', 5, effort)).toEqual(climb('output', 'sequential', 5, effort));
  });

  test.each(['batchMean', 'gradInput'] as const)(
    'climbs: more steps come nearer to the bound of %s',
    (quantity) => {
      const start = climb(quantity, 'blocked', 5, { ...effort, steps: 0 });
      const end = climb(quantity, 'blocked', 5, effort);
      expect(end.ratio).toBeGreaterThan(start.ratio);
      const algorithm = algorithms.find(({ name }) => name === end.algorithm)!;
      expect(end.ratio).toBe(ratioOn(end.given, quantity, algorithm));
    },
  );
});
