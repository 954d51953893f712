import type { VectorFile } from '../vector.ts';

/** A file to write, below the folder of the export. */
export interface ExportedFile {
  /** With forward slashes. */
  readonly path: string;
  readonly content: string | Uint8Array;
}

export interface Export {
  readonly written: readonly ExportedFile[];
  /** Vectors that were written. */
  readonly vectors: number;
  /** Vectors for which the format has no place. */
  readonly leftOut: number;
}

/** Turns files of vectors into the files of another ecosystem. */
export type ExportFormat = (files: readonly VectorFile[]) => Export | Promise<Export>;
