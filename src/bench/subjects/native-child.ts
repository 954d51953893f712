import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type LineProcess, startLineProcess } from '../../adapters/line-process.ts';
import type { BenchData } from '../bench-data.ts';
import type { BenchResult, Prepared } from '../bench-subject.ts';
import type { BenchTask } from '../bench-task.ts';

/** A program that times a native library itself, by the line protocol that native/pytorch.py states. */
export interface NativeChild {
  readonly version: string;
  readonly prepare: (task: BenchTask, threads: number, way: string) => Promise<Prepared>;
  readonly stop: () => Promise<void>;
}

/** How long an answer may take: a library may load for minutes from a cold disk, and a sample takes seconds. */
const PATIENCE_MS = 300_000;
const STOPPING_MS = 5000;
const LONGEST_ANSWER = 65_536;

/** Starts the program, which finds its numbers in files below `folder`; rejects with what it says where it cannot work. */
export async function startNativeChild(
  command: string,
  args: readonly string[],
  folder: string,
): Promise<NativeChild> {
  const child = startLineProcess(command, args, { maxReplyBytes: LONGEST_ANSWER, log: () => {} });
  const ready = await ask(child, 'start').catch((error) => {
    child.kill();
    throw error;
  });
  let written: BenchData | null = null;
  const own = mkdtempSync(join(folder, 'child-'));
  const input = join(own, 'input.bin');
  const output = join(own, 'output.bin');
  let prepared = 0;
  return {
    version: ready.split(' ')[2] ?? ready,
    stop: () => child.stop('stop', STOPPING_MS),
    prepare: async ({ operation, layout, shape, data }, threads, way) => {
      // All operations on a shape have the same data.
      if (written !== data) writeData(input, data);
      written = data;
      const id = `call-${prepared}`;
      prepared += 1;
      const numbers = [shape.join('x'), data.epsilon, data.exponentialAverageFactor];
      await ask(child, ['prepare', id, operation, layout, threads, way, ...numbers, input].join(' '));
      return {
        result: async () => {
          await ask(child, `result ${id} ${output}`);
          return readResult(output, operation === 'trainingGradient', data);
        },
        time: async (calls) => Number(await ask(child, `round ${id} ${calls}`)),
        // A child that has ended holds nothing.
        release: () =>
          ask(child, `release ${id}`).then(
            () => {},
            () => {},
          ),
      };
    },
  };
}

async function ask(child: LineProcess, line: string): Promise<string> {
  const reply = await child.ask(line, PATIENCE_MS);
  if (reply.startsWith('error ')) throw new Error(reply.slice('error '.length));
  return reply;
}

function writeData(path: string, data: BenchData): void {
  const parts = [data.input, data.gradOutput, data.gamma, data.beta, data.runningMean, data.runningVariance];
  parts.forEach(({ buffer, byteOffset, byteLength }, k) => {
    writeFileSync(path, new Uint8Array(buffer, byteOffset, byteLength), { flag: k === 0 ? 'w' : 'a' });
  });
}

function readResult(path: string, isGradient: boolean, { input, gamma }: BenchData): BenchResult {
  const bytes = readFileSync(path);
  const floats = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 4);
  if (!isGradient) return { output: floats };
  const [size, channels] = [input.length, gamma.length];
  return {
    gradInput: floats.subarray(0, size),
    gradGamma: floats.subarray(size, size + channels),
    gradBeta: floats.subarray(size + channels),
  };
}
