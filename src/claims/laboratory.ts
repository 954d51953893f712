import { createKernels, supportedBuilds } from '../kernels/index.ts';
import { blobs } from './data/blobs.ts';
import type { DataName, DataSet } from './data/data-set.ts';
import { halved, loadDigits } from './data/digits.ts';
import { loadIris } from './data/iris.ts';
import type { BatchNormKernels } from './stack/batch-norm.ts';
import { createMultiply, type Multiply } from './stack/multiply.ts';

/** What the experiments work with. */
export interface Laboratory {
  readonly kernels: BatchNormKernels;
  readonly multiply: Multiply;
  readonly data: (name: DataName) => DataSet;
}

/**
 * The build of the kernels that experiments use: without fused multiply-add, so that the results of a seed do not depend on whether the
 * machine has it.
 */
export function experimentBuild(): 'simd' | 'typescript' {
  return supportedBuilds().includes('simd') ? 'simd' : 'typescript';
}

/** Opens the laboratory: loads the data that the names ask for. Rejects, with what to install, where a package is missing. */
export async function openLaboratory(names: Iterable<DataName>): Promise<Laboratory> {
  const wanted = new Set(names);
  const loaded = new Map<DataName, DataSet>();
  if (wanted.has('digits-28') || wanted.has('digits-14')) {
    const digits = loadDigits();
    loaded.set('digits-28', digits);
    loaded.set('digits-14', halved(digits));
  }
  if (wanted.has('iris')) loaded.set('iris', await loadIris());
  if (wanted.has('blobs')) loaded.set('blobs', blobs(600, 1));
  return laboratoryOf(loaded, createKernels(experimentBuild()));
}

/** A laboratory with these data and this batch norm: tests give it small data and broken kernels. */
export function laboratoryOf(loaded: ReadonlyMap<DataName, DataSet>, kernels: BatchNormKernels): Laboratory {
  return {
    kernels,
    multiply: createMultiply(),
    data: (name) => {
      const found = loaded.get(name);
      if (found === undefined) throw new Error(`the data set ${name} was not loaded`);
      return found;
    },
  };
}
