import { readFileSync } from 'node:fs';
import { activationFiles } from './activation-files.ts';
import { type Activation, decodeActivationSet } from './activation-set.ts';

/**
 * The recorded activations of `fixtures/activations/`, file by file in the order of their names.
 *
 * Reads and decodes anew on each call. Throws an Error that names the file, the path in it and the rule
 * where a file is not a set of activations.
 */
export function loadActivations(): readonly Activation[] {
  return activationFiles().flatMap(activationsOf);
}

function activationsOf(file: string): readonly Activation[] {
  try {
    return decodeActivationSet(JSON.parse(readFileSync(file, 'utf8'))).cases;
  } catch (error) {
    throw new Error(`${file}: ${(error as Error).message}`, { cause: error });
  }
}
