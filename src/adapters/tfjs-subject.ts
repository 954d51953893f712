import type { Conventions, Request, Result, Skipped, Subject } from '../../spec/contract.ts';
import { chosenWay } from './chosen-way.ts';
import { runTfjsFunction } from './tfjs-functional.ts';
import { runTfjsLayer } from './tfjs-layer-way.ts';
import { loadTfjs, type TfjsBackend } from './tfjs-library.ts';

/**
 * From the source of the layer (the documentation is silent), except where it says measured:
 * https://github.com/tensorflow/tfjs/blob/master/tfjs-layers/src/layers/normalization.ts
 * One element is measured (output beta, variance 0). So is the empty batch: the running statistics decay on
 * the cpu backend, and take up uninitialized memory on the wasm one.
 */
const conventions: Omit<Conventions, 'emptyBatch'> = {
  runningVarianceCorrection: 0,
  normalizingVarianceCorrection: 0,
  epsilonPlacement: 'inside',
  epsilonFloor: 0,
  oneElement: 'define',
};

const ways = ['functional', 'layer'] as const;

/**
 * TensorFlow.js on one of its backends, as functions and as a layer; rejects where a package is missing.
 *
 * Refuses ranks other than 2 to 4, which the library documents for neither.
 */
export async function createTfjsSubject(backend: TfjsBackend): Promise<Subject> {
  const tfjs = await loadTfjs(backend);
  const { core } = tfjs;

  const runHere = (request: Request): Result | Skipped => {
    if (chosenWay(ways, request.way) === 'layer') return runTfjsLayer(tfjs, request);
    if (request.operation === 'sequence') return { skipped: 'a function has no state: see the way "layer"' };
    return runTfjsFunction(core, request);
  };

  const run = async (request: Request): Promise<Result | Skipped> => {
    const rank = rankOf(request);
    if (rank < 2 || rank > 4)
      return { skipped: `TensorFlow.js has batch norm for ranks 2 to 4, not ${rank}` };
    // Another subject of this process may have chosen another backend, even while this one was waiting.
    while (core.getBackend() !== backend) await core.setBackend(backend);
    let result: Result | Skipped | undefined;
    core.tidy(() => {
      result = runHere(request);
    });
    return result!;
  };

  return {
    name: `tfjs:${backend}`,
    version: core.version_core,
    language: 'JavaScript',
    dtype: 'float32',
    operations: ['training', 'inference', 'trainingGradient', 'inferenceGradient', 'sequence'],
    conventions: { ...conventions, emptyBatch: backend === 'cpu' ? 'decay' : 'unspecified' },
    ways,
    run,
  };
}

function rankOf(request: Request): number {
  if (request.operation !== 'sequence') return request.input.shape.length;
  const ranks = request.steps.map((step) => ('input' in step ? step.input.shape.length : 2));
  return Math.max(2, ...ranks);
}
