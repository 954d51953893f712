import { setFlagsFromString } from 'node:v8';

/** Of a function's bytecode, in bytes, before the engine looks whether to optimize it; 135168 if nobody says otherwise. */
const BUDGET = 300_000;

/**
 * Lets the engine of Node 20 run a function about twice as long before it optimizes it. A short check is mostly over before optimized code
 * pays for its making, and where a check runs as two processes on two cores, the threads that compile take their time from it. Later engines
 * have a compiler in between that costs little, and no such flag. What is computed is the same.
 */
export function optimizeLater(): void {
  if (process.versions.v8.startsWith('11.')) setFlagsFromString(`--interrupt-budget=${BUDGET}`);
}
