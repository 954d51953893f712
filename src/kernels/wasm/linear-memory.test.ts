import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { createLinearMemory } from './linear-memory.ts';
import { PAGE, webAssembly } from './web-assembly.ts';

const seed = 211;

test('blocks never overlap, start on cache lines, and what is freed is used again', () => {
  const sizes = fc.array(fc.record({ bytes: fc.nat(3 * PAGE), frees: fc.option(fc.nat()) }), {
    maxLength: 40,
  });
  fc.assert(
    fc.property(sizes, (steps) => {
      const memory = new webAssembly!.Memory({ initial: 1, maximum: 1000 });
      const space = createLinearMemory(memory, 64);
      const held: { at: number; bytes: number }[] = [];
      for (const { bytes, frees } of steps) {
        const at = space.allocate(bytes);
        expect(at % 64).toBe(0);
        expect(at).toBeGreaterThanOrEqual(64);
        expect(at + bytes).toBeLessThanOrEqual(memory.buffer.byteLength);
        for (const other of held) {
          expect(at + bytes <= other.at || other.at + other.bytes <= at || bytes === 0).toBe(true);
        }
        held.push({ at, bytes });
        if (frees !== null) space.free(held.splice(frees % held.length, 1)[0]!.at);
      }
      for (const { at } of held) space.free(at);
      const grown = memory.buffer.byteLength;
      space.allocate(grown - 64 - 4096);
      expect(memory.buffer.byteLength).toBe(grown);
    }),
    { seed, numRuns: 60 },
  );
});

test('a memory that may not grow any further says so', () => {
  const space = createLinearMemory(new webAssembly!.Memory({ initial: 1, maximum: 65536 }), 64);
  expect(() => space.allocate(2 ** 32)).toThrow('at most 4 GB');
});
