import type { Conventions, Request, Result, Skipped, Subject } from '../../spec/contract.ts';
import { chosenWay } from './chosen-way.ts';
import { type Jax, runJax } from './jax-js-batch-norm.ts';
import { importPeer, versionOfPeer } from './peer.ts';
import { withQuietConsole } from './quiet-console.ts';

export type JaxDevice = 'cpu' | 'wasm';

/**
 * `nn.standardize` documents the place of epsilon only; a biased variance, defined for one element, is how
 * its source has it. It keeps no running statistics. That it rejects an empty batch is measured.
 * https://github.com/ekzhang/jax-js/blob/main/src/library/nn.ts
 */
const conventions: Conventions = {
  runningVarianceCorrection: 0,
  normalizingVarianceCorrection: 0,
  epsilonPlacement: 'inside',
  epsilonFloor: 0,
  oneElement: 'define',
  emptyBatch: 'reject',
};

const ways = ['eager', 'jit'] as const;

/** jax-js on one of its devices, called directly and through `jit`; rejects where the package is missing. */
export async function createJaxJsSubject(name: string, device: JaxDevice): Promise<Subject> {
  const jax = await withQuietConsole(() => importPeer<Jax>('@jax-js/jax', '@jax-js/jax@0.1.25'));
  await jax.init(device);
  const version = versionOfPeer('@jax-js/jax');

  const run = (request: Request): Result | Skipped => {
    if (request.operation === 'sequence') return { skipped: 'jax-js has no batch norm layer' };
    if (request.channelAxis >= request.input.shape.length) {
      return { skipped: 'nn.standardize is told the axes to reduce, not that of the channels' };
    }
    const compiled = chosenWay(ways, request.way) === 'jit';
    // Another subject of this process may have chosen another device.
    jax.defaultDevice(device);
    return runJax(jax, request, compiled);
  };

  return {
    name,
    ...(version === undefined ? {} : { version }),
    language: 'JavaScript',
    dtype: 'float32',
    operations: ['training', 'inference', 'trainingGradient', 'inferenceGradient'],
    conventions,
    ways,
    // A call compiles anew for each shape: some 20 ms.
    share: 0.1,
    run,
  };
}
