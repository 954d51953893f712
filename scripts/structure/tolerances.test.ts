import { expect, test } from 'vitest';
import { isForTests, sourceFiles } from './source-files.ts';

/** Where small decimal numbers are data and no tolerances, each with its reason. */
const allowed: Readonly<Record<string, string>> = {
  'spec/conventions.ts': 'default epsilons of libraries',
  'reference/variants/faulty/epsilon.ts': 'epsilons that the faults use',
  'reference/variants/skeleton/generated-requests.ts': 'epsilons to generate',
  'src/harness/simpler-numbers.ts': 'epsilons that people know, for counterexamples',
};

const generates = (path: string) => path.startsWith('spec/arbitraries/');

/** Code without comments and strings: `1e-5` in a sentence compares nothing. */
function codeOf(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/.*$|'(?:[^'\\\n]|\\.)*'|`[^`]*`/gm, '');
}

const tolerance = /\b\d+(\.\d+)?e-\d+\b/i;

const suspects = sourceFiles(['spec', 'src/harness', 'reference'])
  .filter(({ path }) => !isForTests(path) && !generates(path))
  .filter(({ text }) => tolerance.test(codeOf(text)))
  .map(({ path }) => path);

test('no number that looks like a tolerance stands in what judges, and no allowance is left over', () => {
  expect(suspects.sort()).toEqual(Object.keys(allowed).sort());
});

test('a tolerance would be seen, and one in a comment or a string would not', () => {
  expect(tolerance.test(codeOf('const close = Math.abs(a - b) < 1e-5;'))).toBe(true);
  expect(tolerance.test(codeOf('expect(a).toBeCloseTo(b, 2.5E-7);'))).toBe(true);
  expect(tolerance.test(codeOf("// below 1e-5\n/** 1e-3 */ const a = '1e-5';"))).toBe(false);
  expect(tolerance.test(codeOf('const u = 2 ** -24;'))).toBe(false);
});
