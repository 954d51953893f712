import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeActivationSet, type JsonActivationSet } from './activation-set.ts';
import { anyCase } from './any-case.ts';
import { encodeCase } from './json-case.ts';

const seed = 20150211;

const provenance: JsonActivationSet['provenance'] = {
  script: 'scripts/example.ts',
  seed: 1,
  date: '2026-11-22',
  packages: { example: '1.0.0' },
  dataSource: 'none',
  dataLicence: 'none',
  network: 'one layer',
  batchSize: 2,
  progress: [{ step: 1, loss: 2.3, heldOutAccuracy: 0.1 }],
};

const setOf = (cases: readonly unknown[]) => ({
  format: 'bncheck/activations',
  version: 1,
  provenance,
  cases,
});

const labels = { name: 'layer at step 1', layer: 'layer', phase: 'early', step: 1 };

test('each activation keeps its labels and its case', () => {
  const property = fc.property(fc.array(anyCase, { maxLength: 3 }), (cases) => {
    const json = setOf(cases.map((given) => ({ ...labels, case: encodeCase(given) })));
    const decoded = decodeActivationSet(JSON.parse(JSON.stringify(json)));
    expect(decoded).toStrictEqual({ provenance, cases: cases.map((given) => ({ ...labels, case: given })) });
  });
  fc.assert(property, { seed });
});

test.each([
  [
    { ...setOf([]), format: 'bncheck/failure' },
    'activations.format: expected "bncheck/activations", given "bncheck/failure"',
  ],
  [
    { ...setOf([]), provenance: { ...provenance, date: 'today' } },
    'activations.provenance.date: Invalid ISO date, given "today"',
  ],
  [
    setOf([{ ...labels, phase: 'middle' }]),
    'activations.cases[0].phase: Invalid option: expected one of "early"|"late", given "middle"',
  ],
  [setOf([labels]), 'activations.cases[0].case: expected object, received undefined'],
])('%j is refused with the path and the rule', (json, message) => {
  expect(() => decodeActivationSet(json)).toThrow(new Error(message));
});
