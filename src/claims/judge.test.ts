import { expect, test } from 'vitest';
import type { Condition } from './claim.ts';
import { judgeCondition, verdictOf } from './judge.ts';

const condition = (values: readonly number[], side: Condition['side'] = 'above'): Condition => ({
  name: 'a',
  quantity: 'a number',
  values,
  side,
  threshold: 0,
});

const up = [1, 2, 3, 4, 5, 6];
const down = up.map((x) => -x);
const mixed = [-1, 1, 2, 3, 4, 5];

test.each([
  ['above', up, 'holds'],
  ['above', down, 'contrary'],
  ['above', mixed, 'open'],
  ['below', up, 'contrary'],
  ['below', down, 'holds'],
  ['below', mixed, 'open'],
] as const)('claimed %s the threshold, values %j: %s', (side, values, finding) => {
  expect(judgeCondition(condition(values, side)).finding).toBe(finding);
});

test('an interval that touches the threshold leaves the condition open', () => {
  expect(judgeCondition(condition([0, 1, 2, 3, 4, 5])).finding).toBe('open');
});

test('too few seeds decide nothing', () => {
  expect(judgeCondition(condition([1, 2, 3, 4, 5])).finding).toBe('open');
});

test.each([
  [[up, up], 'supported'],
  [[up, mixed], 'depends'],
  [[up, down], 'depends'],
  [[mixed, down], 'not supported'],
] as const)('conditions %j: %s', (all, verdict) => {
  expect(verdictOf(all.map((values) => judgeCondition(condition(values))))).toBe(verdict);
});
