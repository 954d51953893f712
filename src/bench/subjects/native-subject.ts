import type { BenchSubject } from '../bench-subject.ts';
import type { NativeChild } from './native-child.ts';

/** Where the programs that time native libraries lie, and where data may be left for them. */
export interface NativeFolders {
  readonly programs: string;
  readonly temporary: string;
}

/** One way of a native library as a subject; whoever started the child stops it. */
export function nativeSubject(
  name: string,
  { version, prepare }: NativeChild,
  way: string,
  whyNot: BenchSubject['whyNot'],
): BenchSubject {
  return {
    name,
    kind: 'native',
    version,
    threads: [1, 2],
    whyNot,
    prepare: (task, threads) => prepare(task, threads, way),
  };
}
