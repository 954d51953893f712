/**
 * The part of the WebAssembly interface that is used here. Its types come with those of browsers, which this project does not load.
 */
export interface Memory {
  readonly buffer: ArrayBuffer | SharedArrayBuffer;
  readonly grow: (pages: number) => number;
}

/** A compiled module; may be sent to workers. */
export interface Module {
  readonly [Symbol.toStringTag]: string;
}

interface WebAssemblyInterface {
  readonly validate: (bytes: Uint8Array) => boolean;
  readonly Module: new (bytes: Uint8Array) => Module;
  readonly Instance: new (module: Module, imports: object) => { readonly exports: object };
  readonly Memory: new (size: { initial: number; maximum?: number; shared?: boolean }) => Memory;
}

/** Undefined in an engine without WebAssembly. */
export const webAssembly = (globalThis as unknown as { WebAssembly?: WebAssemblyInterface }).WebAssembly;

/** Bytes of a page of memory. */
export const PAGE = 65536;

/** Pages that 32 bits can address. */
export const MAXIMUM_PAGES = 65536;

/** The bytes of a module that a source file holds in base64. */
export function moduleBytes(base64: string): Uint8Array {
  return Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
}
