/** What starting a process anew may take, on top of its own limits. */
const RESTART_MS = 60_000;

/**
 * How long to wait for one call. A process subject watches its calls itself, kills what hangs and starts it anew, so that
 * whoever calls it, who could only give up, waits longer.
 */
export function callLimit(subject: string, timeoutMs: number): number {
  return subject.startsWith('cmd:') ? 2 * timeoutMs + RESTART_MS : timeoutMs;
}
