import { readFileSync } from 'node:fs';
import type { Case } from '../../spec/contract.ts';
import { activationFiles } from './activation-files.ts';
import type { JsonActivationSet } from './activation-set.ts';
import { caseOf } from './case-of.ts';

/**
 * The cases of the recorded activations, as `loadActivations` gives them, without its checks: the files are this package's own, a test
 * holds both against each other, and to load the schemas takes longer than to read the cases.
 */
export function activationCases(): readonly Case[] {
  return activationFiles().flatMap((file) => {
    const { cases } = JSON.parse(readFileSync(file, 'utf8')) as JsonActivationSet;
    return cases.map((activation) => caseOf(activation.case));
  });
}
