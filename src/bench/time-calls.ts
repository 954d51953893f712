/** The milliseconds that so many calls take. */
export function timeCalls(calls: number, call: () => void): number {
  const start = performance.now();
  for (let k = 0; k < calls; k++) call();
  return performance.now() - start;
}

/** The milliseconds that so many calls take, each begun when the one before has been answered. */
export async function timeAsyncCalls(calls: number, call: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  for (let k = 0; k < calls; k++) await call();
  return performance.now() - start;
}
