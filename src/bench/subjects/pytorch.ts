import { join } from 'node:path';
import type { BenchSource, BenchSubject } from '../bench-subject.ts';
import type { BenchTask } from '../bench-task.ts';
import { startNativeChild } from './native-child.ts';
import { type NativeFolders, nativeSubject } from './native-subject.ts';

/**
 * PyTorch, by the Python that BNCHECK_PYTHON names, or else python3: `torch.nn.functional.batch_norm` as programs call it, each call making its
 * result anew; and `native_batch_norm.out` into tensors that exist, which few call, but which spares it that.
 */
export function pytorchSource(folders: NativeFolders): BenchSource {
  const open = async (): Promise<readonly BenchSubject[]> => {
    const python = process.env.BNCHECK_PYTHON ?? 'python3';
    const child = await startNativeChild(
      python,
      ['-u', join(folders.programs, 'pytorch.py')],
      folders.temporary,
    );
    const noGradient = ({ operation }: BenchTask) =>
      operation === 'trainingGradient' ? 'PyTorch writes gradients into memory of its own alone' : null;
    return [
      { ...nativeSubject('pytorch', child, 'functional', () => null), close: child.stop },
      nativeSubject('pytorch:out', child, 'out', noGradient),
    ];
  };
  return { names: ['pytorch', 'pytorch:out'], open };
}
