import { createKernels } from '../kernels/index.ts';
import type { BenchSource } from './bench-subject.ts';
import type { NativeFolders } from './subjects/native-subject.ts';
import { bareLoopsSource } from './subjects/bare-loops.ts';
import { onednnSource } from './subjects/onednn.ts';
import { onnxruntimeSource } from './subjects/onnxruntime.ts';
import { plainCalls } from './subjects/plain-calls.ts';
import { pytorchSource } from './subjects/pytorch.ts';
import { tfjsSource } from './subjects/tfjs.ts';
import { wasmSource } from './subjects/wasm.ts';

/** Ours with ordinary arrays: the kernels that `batchNorm` chooses, which copy, and plain TypeScript. */
const plainSource: BenchSource = {
  names: ['builtin:wasm:copying', 'builtin:typescript'],
  open: async () => {
    const best = createKernels();
    const typescript = plainCalls('builtin:typescript', createKernels('typescript'));
    return best.build === 'typescript'
      ? [typescript]
      : [plainCalls('builtin:wasm:copying', best), typescript];
  },
};

/** All that can be measured, in the order of the tables. */
export function allSources(folders: NativeFolders): readonly BenchSource[] {
  return [
    wasmSource,
    bareLoopsSource,
    plainSource,
    tfjsSource('cpu'),
    tfjsSource('wasm'),
    onnxruntimeSource('onnxruntime-node'),
    onnxruntimeSource('onnxruntime-web'),
    pytorchSource(folders),
    onednnSource(folders),
  ];
}
