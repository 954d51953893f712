import { beforeAll, describe, expect, test } from 'vitest';
import { createKernels } from '../kernels/index.ts';
import { blobs } from './data/blobs.ts';
import { loadIris } from './data/iris.ts';
import type { ClaimId } from './claim.ts';
import { claims } from './claims.ts';
import type { ClaimResult } from './claim-result.ts';
import { experimentBuild, type Laboratory, laboratoryOf } from './laboratory.ts';
import { runClaims, seedsFrom, trialsOf } from './run-claims.ts';
import { scales } from './scales.ts';
import type { BatchNormKernels } from './stack/batch-norm.ts';
import { runTrial, type Trial, type TrialRecord } from './trials/trial.ts';

const scale = scales.miniature;
const seeds = seedsFrom(1, scale);
const kernels = createKernels(experimentBuild());
const data = new Map([['blobs', blobs(600, 1)]] as const) as Map<'blobs' | 'iris', ReturnType<typeof blobs>>;
const laboratory = (own: BatchNormKernels = kernels): Laboratory => laboratoryOf(data, own);
const trials = trialsOf(claims, scale, seeds);
const records = new Map<string, TrialRecord>();
let results: readonly ClaimResult[];

beforeAll(async () => {
  data.set('iris', await loadIris());
  const lab = laboratory();
  results = await runClaims(claims, scale, seeds, async (all) =>
    all.map((trial) => {
      const record = runTrial(trial, lab);
      records.set(JSON.stringify(trial), record);
      return record;
    }),
  );
});

const oneOfEachKind = [...new Map(trials.map((trial) => [trial.kind, trial])).values()];
const lawsOf = (all: readonly ClaimResult[], id: ClaimId) => all.find((result) => result.id === id)!.laws;

describe('in miniature', () => {
  test('every claim has conditions of one number a seed, a verdict and curves', () => {
    expect(results.map(({ id }) => id)).toEqual(claims.map(({ id }) => id));
    for (const { conditions, panels } of results) {
      expect(conditions.length).toBeGreaterThan(1);
      for (const { values } of conditions) expect(values.length).toBe(seeds.length);
      expect(panels.every(({ lines }) => lines.every(({ points }) => points.length > 0))).toBe(true);
    }
  });

  test('names of conditions are distinct within a claim', () => {
    for (const { conditions, beside } of results) {
      const names = [...conditions, ...beside].map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
    }
  });

  test('exact laws hold', () => {
    expect(results.flatMap(({ laws }) => laws.filter(({ holds }) => !holds))).toEqual([]);
    expect(results.flatMap(({ laws }) => laws).length).toBe(3);
  });

  test('a trial gives the same record again, to the bit, but for times', () => {
    const again = laboratory();
    for (const trial of oneOfEachKind.filter(({ kind }) => kind !== 'stepTime')) {
      expect(runTrial(trial, again)).toEqual(records.get(JSON.stringify(trial)));
    }
  });

  test('and another one for another seed', () => {
    const again = laboratory();
    for (const trial of oneOfEachKind.filter(({ kind }) => kind === 'drift' || kind === 'gradientNoise')) {
      expect(runTrial({ ...trial, seed: 77 } as Trial, again)).not.toEqual(
        records.get(JSON.stringify(trial)),
      );
    }
  });
});

describe('with a broken batch norm the machinery says so', () => {
  /** Only these claims, by these kernels. */
  const judged = (ids: readonly ClaimId[], own: BatchNormKernels) => {
    const lab = laboratory(own);
    const chosen = claims.filter(({ id }) => ids.includes(id));
    return runClaims(chosen, scale, seeds, async (all) => all.map((trial) => runTrial(trial, lab)));
  };

  test('one that forgets epsilon breaks the law of the variance', async () => {
    const wrong: BatchNormKernels = {
      ...kernels,
      training: (given) => kernels.training({ ...given, epsilon: 0 }),
    };
    expect(lawsOf(await judged(['normalized'], wrong), 'normalized')).toMatchObject([{ holds: false }]);
  });

  test('one that takes the corrected variance breaks it too', async () => {
    const wrong: BatchNormKernels = {
      ...kernels,
      training: (given) => {
        const result = kernels.training(given);
        const m = given.input.data.length / given.input.shape[1]!;
        const data = result.output.data.map((y) => y * Math.sqrt((m - 1) / m));
        return { ...result, output: { ...result.output, data } };
      },
    };
    expect(lawsOf(await judged(['normalized'], wrong), 'normalized')).toMatchObject([{ holds: false }]);
  });

  test('one with an epsilon outside of the root breaks the law of scaling', async () => {
    const outside = (given: Parameters<BatchNormKernels['training']>[0]) => {
      const exact = kernels.training({ ...given, gamma: null, beta: null, epsilon: 0 });
      const [, channels] = given.input.shape;
      const data = exact.output.data.map((z, i) => {
        const sigma = Math.sqrt(exact.batchVariance[i % channels!]!);
        return (z * sigma) / (sigma + given.epsilon);
      });
      return { ...exact, output: { ...exact.output, data } };
    };
    const results = await judged(['initialization'], { ...kernels, training: outside });
    expect(lawsOf(results, 'initialization')).toMatchObject([{ holds: false }]);
  });
});
