import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { BenchSource } from '../bench-subject.ts';
import type { BenchTask } from '../bench-task.ts';
import { startNativeChild } from './native-child.ts';
import { type NativeFolders, nativeSubject } from './native-subject.ts';

const run = promisify(execFile);

/**
 * oneDNN, by a program that is compiled when it is needed: it takes a C++ compiler (CXX, or else g++) and the headers of oneDNN, where the
 * compiler finds them or under the prefix that BNCHECK_ONEDNN names.
 */
export function onednnSource(folders: NativeFolders): BenchSource {
  const open = async () => {
    const program = join(folders.temporary, 'onednn');
    const prefix = process.env.BNCHECK_ONEDNN;
    const places =
      prefix === undefined
        ? []
        : [`-I${join(prefix, 'include')}`, `-L${join(prefix, 'lib')}`, `-Wl,-rpath,${join(prefix, 'lib')}`];
    const source = join(folders.programs, 'onednn.cpp');
    const args = ['-O2', '-std=c++17', '-fopenmp', source, '-o', program, ...places, '-ldnnl'];
    await run(process.env.CXX ?? 'g++', args).catch((error: Error) => {
      throw new Error(`oneDNN's headers or a C++ compiler are missing: ${firstError(error.message)}`);
    });
    const child = await startNativeChild(program, [], folders.temporary);
    return [{ ...nativeSubject('onednn', child, 'primitive', whyNotInOnednn), close: child.stop }];
  };
  return { names: ['onednn'], open };
}

function whyNotInOnednn({ shape }: BenchTask): string | null {
  return shape.length > 5 ? 'oneDNN has batch norm for ranks 2 to 5' : null;
}

/** The line of a compiler's output that says what is wrong. */
function firstError(message: string): string {
  const lines = message.split('\n');
  return (lines.find((line) => /error|ENOENT/.test(line)) ?? lines[0] ?? '').trim();
}
