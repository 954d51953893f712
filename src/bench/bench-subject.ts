import type { BenchTask } from './bench-task.ts';

/** Of this package, of others that run in JavaScript or WebAssembly, of native ones; and copies and loops, which are no batch norm. */
export type SubjectKind = 'copy' | 'ours' | 'javascript' | 'native';

/** What a call gave: output, or gradInput, gradGamma and gradBeta. */
export type BenchResult = Readonly<Record<string, Float32Array>>;

/** A subject with its tensors for one task. */
export interface Prepared {
  /** Which of its ways the subject uses, where it has several. */
  readonly way?: string;
  /** Does a call and gives its result, which the next call may overwrite. */
  readonly result: () => BenchResult | Promise<BenchResult>;
  /** The milliseconds that so many calls took, one after another. */
  readonly time: (calls: number) => number | Promise<number>;
  /** Frees the tensors. */
  readonly release: () => void | Promise<void>;
}

/** An implementation whose speed is measured. */
export interface BenchSubject {
  readonly name: string;
  readonly kind: SubjectKind;
  readonly version: string | null;
  /** Numbers of threads that its users can choose. */
  readonly threads: readonly number[];
  /** Why it does not offer a task, null where it does. */
  readonly whyNot: (task: BenchTask) => string | null;
  readonly prepare: (task: BenchTask, threads: number) => Promise<Prepared>;
  readonly close?: () => Promise<void>;
}

/** Where one or more subjects come from, which may not be installed. */
export interface BenchSource {
  /** Names of its subjects. */
  readonly names: readonly string[];
  /** Loads it; rejects with an Error that says what is missing. */
  readonly open: () => Promise<readonly BenchSubject[]>;
}
