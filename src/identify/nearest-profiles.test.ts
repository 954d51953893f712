import { expect, test } from 'vitest';
import type { Conventions } from '../../spec/contract.ts';
import { profileOf } from '../../spec/conventions.ts';
import { nearestProfiles } from './nearest-profiles.ts';

const all = [
  'runningVarianceCorrection',
  'normalizingVarianceCorrection',
  'epsilonPlacement',
  'epsilonFloor',
  'oneElement',
  'emptyBatch',
] as const satisfies readonly (keyof Conventions)[];

const pytorch: Conventions = { ...profileOf('pytorch').conventions, emptyBatch: 'keep' };

test('profiles with the same conventions are named together', () => {
  expect(nearestProfiles(pytorch, all)).toEqual([{ ids: ['pytorch', 'mlx', 'dlib'], differences: [] }]);
});

test('the differences from the nearest are told', () => {
  const differences = [{ convention: 'epsilonFloor', found: 1e-5, profile: 0 }];
  const near = nearestProfiles({ ...pytorch, epsilonFloor: 1e-5 }, all);
  expect(near).toEqual([{ ids: ['pytorch', 'mlx', 'dlib'], differences }]);
});

test('profiles that are as near in another way stand apart', () => {
  const near = nearestProfiles({ ...pytorch, epsilonPlacement: 'outside', oneElement: 'nan' }, all);
  expect(near).toEqual([
    {
      ids: ['flux', 'cudnn', 'candle', 'tinygrad'],
      differences: [{ convention: 'epsilonPlacement', found: 'outside', profile: 'inside' }],
    },
    {
      ids: ['darknet'],
      differences: [{ convention: 'normalizingVarianceCorrection', found: 0, profile: 1 }],
    },
  ]);
});

test('what was not settled makes no difference', () => {
  const near = nearestProfiles({ ...pytorch, epsilonPlacement: 'outside' }, ['oneElement']);
  expect(near).toEqual([{ ids: ['pytorch', 'mlx', 'dlib'], differences: [] }]);
});
