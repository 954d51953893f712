import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createKernelMemory, createKernels } from '../kernels/index.ts';
import { kernelBits, memoryBits } from '../kernels/wasm/testing/kernel-bits.ts';
import { wasmBuilds } from '../kernels/wasm/testing/tested-builds.ts';
import type { Page } from './testing/kernels-on-page.ts';
import { type OpenedPage, openPage } from './testing/open-page.ts';

const entry = fileURLToPath(new URL('testing/kernels-on-page.ts', import.meta.url));
const open: { isolated: OpenedPage; plain: OpenedPage } = {} as never;

beforeAll(async () => {
  open.isolated = await openPage(entry, true);
  open.plain = await openPage(entry, false);
});

afterAll(async () => {
  await open.isolated?.close();
  await open.plain?.close();
});

/** Calls what the page offers. */
async function onPage<Name extends keyof Page>(
  { page }: OpenedPage,
  name: Name,
  ...given: Parameters<Page[Name]>
): Promise<Awaited<ReturnType<Page[Name]>>> {
  const asked: { readonly name: string; readonly given: readonly unknown[] } = { name, given };
  const answer = await page.evaluate(async (call) => {
    const { bncheckPage } = globalThis as unknown as {
      bncheckPage: Record<string, (...all: readonly unknown[]) => unknown>;
    };
    return await bncheckPage[call.name]!(...call.given);
  }, asked);
  return answer as Awaited<ReturnType<Page[Name]>>;
}

test('Chromium runs every build', async () => {
  expect(await onPage(open.plain, 'supportedBuilds')).toEqual(['relaxed-simd', 'simd', 'typescript']);
});

test.each([...wasmBuilds, 'typescript'] as const)(
  '%s gives the bits that it gives in Node',
  async (build) => {
    expect(await onPage(open.plain, 'kernelBits', build)).toEqual(kernelBits(createKernels(build)));
  },
);

test.each(wasmBuilds)(
  '%s gives the bits of one thread of Node with one, two and three threads',
  async (build) => {
    const expected = memoryBits(createKernelMemory({ build }));
    for (const threads of [1, 2, 3]) {
      expect(await onPage(open.isolated, 'memoryBits', build, threads)).toEqual(expected);
    }
  },
);

test('a page that is not isolated is told what threads need', async () => {
  await expect(onPage(open.plain, 'memoryBits', 'simd', 2)).rejects.toThrow(/cross-origin isolated/);
});

test.each(['wasm', 'wasm-simd'] as const)(
  '%s passes the suite in the page, in the class forward',
  async (name) => {
    expect(await onPage(open.plain, 'check', name, 5)).toEqual({ conformant: true, grade: 'forward' });
  },
);

test('no error was told to the console', () => {
  expect(open.isolated.errors).toEqual([]);
  expect(open.plain.errors).toEqual([]);
});
