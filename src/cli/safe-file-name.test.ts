import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { safeFileName } from './safe-file-name.ts';

test('any text becomes a file name that stays in its folder and is not hidden', () => {
  fc.assert(
    fc.property(
      fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('..', '/', '../../x', '-rf')),
      (text) => {
        expect(safeFileName(text)).toMatch(/^[A-Za-z0-9_][A-Za-z0-9._-]*$/);
        expect(safeFileName(text).length).toBeLessThanOrEqual(69);
      },
    ),
    { seed: 1, numRuns: 200 },
  );
});

test('names that would fall together stay apart', () => {
  const names = ['a b', 'a/b', 'a?b', 'a\u001bb', 'a-b'];
  expect(new Set(names.map(safeFileName)).size).toBe(names.length);
  expect(safeFileName('builtin:typescript')).toBe('builtin-typescript');
});
