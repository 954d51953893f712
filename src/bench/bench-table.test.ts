import { expect, test } from 'vitest';
import { benchData } from './bench-data.ts';
import { chooseShapes } from './bench-table.ts';

const choice = { shapes: [], layouts: [], quick: false } as const;
const text = (chosen: ReturnType<typeof chooseShapes>) =>
  chosen.map(({ shape, layout }) => `${shape} ${layout}`);

test('the table has five shapes in both layouts and four in one; the quick one is part of it', () => {
  const full = text(chooseShapes(choice));
  expect(new Set(full).size).toBe(14);
  expect(full.filter((one) => one.endsWith('channels-last'))).toHaveLength(5);
  for (const one of text(chooseShapes({ ...choice, quick: true }))) expect(full).toContain(one);
});

test('a named shape comes in both layouts, in the one that is named, or in its only one', () => {
  const named = { ...choice, shapes: [[2, 3, 4]] };
  expect(text(chooseShapes(named))).toEqual(['2,3,4 channels-first', '2,3,4 channels-last']);
  expect(text(chooseShapes({ ...named, layouts: ['channels-last'] }))).toEqual(['2,3,4 channels-last']);
  expect(text(chooseShapes({ ...choice, shapes: [[2, 3]] }))).toEqual(['2,3 channels-first']);
});

test('data have the sizes of the shape in the order of the layout, and numbers that are zero or far from subnormal', () => {
  const first = benchData({ shape: [2, 3, 7, 5], layout: 'channels-first' });
  const last = benchData({ shape: [2, 3, 7, 5], layout: 'channels-last' });
  expect([first.tensorShape, first.channelAxis]).toEqual([[2, 3, 7, 5], 1]);
  expect([last.tensorShape, last.channelAxis]).toEqual([[2, 7, 5, 3], 3]);
  for (const data of [first, last]) {
    for (const values of [data.input, data.gradOutput]) {
      expect(values).toHaveLength(210);
      expect(new Set(values).size).toBeGreaterThan(150);
      expect(values.filter((value) => value !== 0 && Math.abs(value) < 2 ** -20)).toHaveLength(0);
    }
    for (const values of [data.gamma, data.beta, data.runningMean, data.runningVariance]) {
      expect(values).toHaveLength(3);
    }
  }
});
