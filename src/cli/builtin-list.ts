import type { Subject } from '../../spec/contract.ts';
import { typescriptSubject } from '../adapters/builtin-subjects.ts';
import { wasmSimdSubject, wasmSubject } from '../adapters/wasm-subjects.ts';
import { referenceSubject } from './builtin-reference.ts';

/** A subject that comes with bncheck. */
export interface BuiltinSubject {
  readonly name: string;
  readonly title: string;
  readonly create: () => Subject;
}

export const builtinSubjects: readonly BuiltinSubject[] = [
  {
    name: 'builtin:reference',
    title: 'The float64 reference of this package',
    create: referenceSubject,
  },
  {
    name: 'builtin:typescript',
    title: 'The optimized float32 batch norm of this package',
    create: typescriptSubject,
  },
  {
    name: 'builtin:wasm',
    title: 'The fastest WebAssembly build of it that this engine runs',
    create: wasmSubject,
  },
  {
    name: 'builtin:wasm-simd',
    title: 'Its build without fused multiply-add',
    create: wasmSimdSubject,
  },
];
