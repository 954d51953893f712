import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cases } from './arbitraries/cases.ts';
import { emptyBatches, oneElementChannels } from './arbitraries/special.ts';
import type { Conventions, Operation } from './contract.ts';
import { mayRefuse } from './may-refuse.ts';
import type { Property } from './property.ts';
import { conventionsOf } from './testing/paper-conventions.ts';
import { held } from './verdict.ts';

const seed = 3;
const policies = ['define', 'reject', 'nan', 'keep'] as const;

const needing = (...needs: Operation[]): Property => ({
  requirement: 'BN-TRAIN-OUTPUT',
  needs,
  cases: cases(),
  check: async () => held,
});
const training = [needing('training'), needing('inference', 'trainingGradient'), needing()];
const noTraining = [needing('inference'), needing('inferenceGradient')];
const policy = (oneElement: Conventions['oneElement']) => conventionsOf({ oneElement });

test('an empty batch may be refused, whatever is declared', () => {
  fc.assert(
    fc.property(emptyBatches({}), fc.constantFrom(...policies), (given, declared) => {
      for (const property of [...training, ...noTraining]) {
        expect(mayRefuse(property, given, policy(declared))).toBe(true);
      }
    }),
    { seed },
  );
});

test('one element per channel may be refused by training, and only where that is declared', () => {
  fc.assert(
    fc.property(oneElementChannels({}), fc.constantFrom(...policies), (given, declared) => {
      for (const property of training) {
        expect(mayRefuse(property, given, policy(declared))).toBe(declared === 'reject');
      }
      for (const property of noTraining) expect(mayRefuse(property, given, policy(declared))).toBe(false);
    }),
    { seed },
  );
});

test('a batch of two or more elements per channel may never be refused', () => {
  fc.assert(
    fc.property(
      cases({ minElementsPerChannel: 2, maxElements: 100 }),
      fc.constantFrom(...policies),
      (given, declared) => {
        for (const property of [...training, ...noTraining]) {
          expect(mayRefuse(property, given, policy(declared))).toBe(false);
        }
      },
    ),
    { seed },
  );
});
