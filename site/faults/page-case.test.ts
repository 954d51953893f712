import { expect, test } from 'vitest';
import storedFaults from '../data/counterexamples.json' with { type: 'json' };
import { fromPageCase, toPageCase } from './page-case.ts';
import { caseOfStored, type StoredFault } from './stored-fault.ts';

test('every stored counterexample comes through JSON with all its bits', () => {
  const faults = storedFaults.faults as unknown as readonly StoredFault[];
  expect(faults.length).toBeGreaterThan(0);
  for (const fault of faults) {
    const given = caseOfStored(fault);
    expect(fromPageCase(JSON.parse(JSON.stringify(toPageCase(given)))), fault.id).toEqual(given);
  }
});

test('what JSON has no number for goes by name', () => {
  const given = caseOfStored(storedFaults.faults[0] as unknown as StoredFault);
  const input = Float32Array.of(Number.NaN, -0, Number.NEGATIVE_INFINITY);
  const back = fromPageCase(JSON.parse(JSON.stringify(toPageCase({ ...given, input }))));
  expect([...back.input]).toEqual([Number.NaN, -0, Number.NEGATIVE_INFINITY]);
});
