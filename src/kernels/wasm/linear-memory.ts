import { MAXIMUM_PAGES, type Memory, PAGE } from './web-assembly.ts';

/** A part of the memory, in bytes. */
interface Block {
  readonly at: number;
  readonly size: number;
}

/** Hands out parts of a memory, which grows as needed and never shrinks. */
export interface LinearMemory {
  /** The address of `bytes` new bytes, which hold anything. @throws RangeError where 4 GB do not suffice. */
  readonly allocate: (bytes: number) => number;
  /** Takes back what `allocate` gave. @throws RangeError for any other address. */
  readonly free: (at: number) => void;
}

/** Addresses are multiples of a cache line. */
const LINE = 64;

/**
 * Large blocks start at different places of a page, a few lines apart. Tensors that all started alike would have the same
 * element in the same set of the first-level cache, which has few lines for each, and a load would be taken to
 * depend on a store before it whose address has the same last twelve bits.
 */
const PAGE_OF_CACHE = 4096;
const STAGGER = 1088;

/** Makes an allocator for all of the memory from `start` on. First fit, and neighbours that are free become one. */
export function createLinearMemory(memory: Memory, start: number): LinearMemory {
  /** Sorted by address; no two touch. */
  let free: readonly Block[] = [{ at: start, size: memory.buffer.byteLength - start }];
  const used = new Map<number, Block>();
  let large = 0;

  const release = (block: Block) => {
    const merged: Block[] = [];
    for (const next of [...free, block].sort((a, b) => a.at - b.at)) {
      const last = merged.at(-1);
      if (last !== undefined && last.at + last.size === next.at) {
        merged[merged.length - 1] = { at: last.at, size: last.size + next.size };
      } else if (next.size > 0) merged.push(next);
    }
    free = merged;
  };
  const grow = (bytes: number) => {
    const end = memory.buffer.byteLength;
    const pages = Math.ceil(bytes / PAGE);
    if (end / PAGE + pages > MAXIMUM_PAGES) {
      throw new RangeError(`${bytes} more bytes do not fit into a memory that holds ${end} of at most 4 GB`);
    }
    memory.grow(pages);
    release({ at: end, size: pages * PAGE });
  };

  return {
    allocate: (bytes) => {
      const shift = bytes >= PAGE_OF_CACHE ? (large++ * STAGGER) % PAGE_OF_CACHE : 0;
      const size = Math.max(1, Math.ceil(bytes / LINE)) * LINE + shift;
      if (!free.some((block) => block.size >= size)) grow(size);
      const block = free.find((candidate) => candidate.size >= size)!;
      const rest = { at: block.at + size, size: block.size - size };
      free = free.flatMap((other) => (other !== block ? [other] : rest.size > 0 ? [rest] : []));
      used.set(block.at + shift, { at: block.at, size });
      return block.at + shift;
    },
    free: (at) => {
      const block = used.get(at);
      if (block === undefined) throw new RangeError(`${at} is not the address of a tensor of this memory`);
      used.delete(at);
      release(block);
    },
  };
}
