import { expect, test } from 'vitest';
import { faultyVariants } from '../../reference/variants/faulty.ts';
import { faultCodes } from './fault-code.ts';

const codes = faultCodes();

test('every faulty variant has code, and lines in it that are wrong', () => {
  for (const { id } of faultyVariants) {
    const code = codes.get(id);
    expect(code, id).toBeDefined();
    const lines = code!.code.split('\n');
    expect(code!.wrong.at(-1)?.[1], id).toBe(lines.length);
    for (const [first, last] of code!.wrong) {
      const wrong = lines.slice(first - 1, last);
      expect(wrong.length, id).toBe(last - first + 1);
      expect(wrong.join(''), id).not.toMatch(/\b(symptom|evidence|breaks):/);
    }
  }
});

test('functions of the file that a variant uses come before it; one that is the step itself is wrong too', () => {
  const { code, wrong } = codes.get('one-pass-variance')!;
  const lines = code.split('\n');
  expect(lines.slice(wrong[0]![0] - 1, wrong[0]![1]).join('\n')).toContain('function onePass');
  expect(lines[wrong[1]![0] - 1]).toBe('steps: { variance: onePass }');
});

test('a function that a variant only calls is shown and not blamed', () => {
  const { code, wrong } = codes.get('epsilon-ignored')!;
  expect(code).toContain('const withEpsilon');
  expect(wrong).toHaveLength(1);
});
