import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { benchData } from '../bench-data.ts';
import { type BenchTask, benchLayouts, benchOperations } from '../bench-task.ts';
import { channelTruths } from '../channel-truth.ts';
import { whatIsWrong } from '../judge.ts';
import { onednnSource } from './onednn.ts';
import { pytorchSource } from './pytorch.ts';

const temporary = mkdtempSync(join(tmpdir(), 'bncheck native '));
const programs = fileURLToPath(new URL('../native', import.meta.url));
const sources = [pytorchSource({ programs, temporary }), onednnSource({ programs, temporary })];
const opened = await Promise.all(
  sources.map(async ({ names, open }) => {
    const name = names.join(', ');
    return open().then(
      (subjects) => ({ name, subjects, skipped: '' }),
      (error: Error) => ({ name, subjects: [], skipped: ` (skipped: ${error.message})` }),
    );
  }),
);
afterAll(async () => {
  for (const { close } of opened.flatMap(({ subjects }) => subjects)) await close?.();
  rmSync(temporary, { recursive: true });
});

const shapes = [
  [6, 5],
  [2, 3, 7],
  [2, 3, 7, 5],
  [2, 3, 4, 2, 5],
].flatMap((shape) => benchLayouts.map((layout) => ({ shape, layout })));

/**
 * PyTorch 2.15 answers wrongly here: `native_batch_norm.out` in training on an input of rank 3 whose channels are last in memory. The bench says
 * so and does not time it.
 */
const isLiveFault = (subject: string, { operation, shape, layout }: BenchTask) =>
  subject === 'pytorch:out' && operation === 'training' && shape.length === 3 && layout === 'channels-last';

for (const { name, subjects, skipped } of opened) {
  describe.skipIf(skipped !== '')(`${name}${skipped}`, () => {
    test.each(shapes)('gives batch norm of $shape, $layout, with any number of threads', async (given) => {
      const data = benchData(given);
      const truths = channelTruths(data);
      for (const operation of benchOperations) {
        const task = { ...given, operation, data };
        for (const subject of subjects.filter(({ whyNot }) => whyNot(task) === null)) {
          if (isLiveFault(subject.name, task)) continue;
          for (const threads of subject.threads) {
            const prepared = await subject.prepare(task, threads);
            expect(whatIsWrong(operation, data, truths, await prepared.result())).toBeNull();
            expect(await prepared.time(2)).toBeGreaterThan(0);
            await prepared.release();
          }
        }
      }
    });
  });
}
