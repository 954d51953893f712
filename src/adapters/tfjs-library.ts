import type { Tensor, Values } from '../../spec/contract.ts';
import { importPeer } from './peer.ts';
import { withQuietConsole } from './quiet-console.ts';

export type TfjsBackend = 'cpu' | 'wasm';
export type TfjsCore = typeof import('@tensorflow/tfjs-core');
export type TfjsLayers = typeof import('@tensorflow/tfjs-layers');
export type TfjsTensor = import('@tensorflow/tfjs-core').Tensor;

export interface Tfjs {
  readonly core: TfjsCore;
  readonly layers: TfjsLayers;
}

/** The packages that a backend needs. */
export function tfjsPackages(backend: TfjsBackend): readonly string[] {
  return [
    '@tensorflow/tfjs-core',
    '@tensorflow/tfjs-layers',
    // Some operations run on the cpu backend whatever the chosen one.
    '@tensorflow/tfjs-backend-cpu',
    ...(backend === 'wasm' ? ['@tensorflow/tfjs-backend-wasm'] : []),
  ];
}

/** Loads TensorFlow.js with one of its backends ready; rejects where a package is missing. */
export async function loadTfjs(backend: TfjsBackend): Promise<Tfjs> {
  const packages = tfjsPackages(backend);
  const install = packages.map((name) => `${name}@4.22.0`).join(' ');
  return withQuietConsole(async () => {
    for (const name of packages) await importPeer(name, install);
    const core = await importPeer<TfjsCore>('@tensorflow/tfjs-core', install);
    const layers = await importPeer<TfjsLayers>('@tensorflow/tfjs-layers', install);
    if (!(await core.setBackend(backend))) throw new Error(`TensorFlow.js has no ${backend} backend here`);
    // The first tensor of all prints a greeting.
    core.tidy(() => core.zeros([1]).dataSync());
    return { core, layers };
  });
}

/** A request's tensor, as the library's. */
export function toTfjs(core: TfjsCore, tensor: Tensor): TfjsTensor {
  return core.tensor(tensor.data as Float32Array, [...tensor.shape]);
}

/** A per-channel vector, as the library's. */
export function toTfjsVector(core: TfjsCore, values: Values): TfjsTensor {
  return core.tensor1d(values as Float32Array);
}

/** A copy of a library tensor. */
export function fromTfjs(tensor: TfjsTensor): Tensor {
  return { shape: tensor.shape, data: valuesOfTfjs(tensor) };
}

/** A copy of a library tensor's numbers. */
export function valuesOfTfjs(tensor: TfjsTensor): Float32Array {
  return Float32Array.from(tensor.dataSync());
}
