/** How often a subject is called: a sample is so many calls timed together, and a round has one sample of each subject. */
export interface Sampling {
  /** Calls timed together. */
  readonly calls: number;
  /** Whether a call that is not timed goes before each sample. */
  readonly warmed: boolean;
  /** In how many of the rounds it takes part. */
  readonly rounds: number;
}

export interface SamplingOptions {
  /** Rounds of the task. */
  readonly rounds: number;
  /** Milliseconds that a subject may take in all rounds of a task together. */
  readonly budgetMs: number;
  /** The longest call, in milliseconds, that is measured where nobody has named the subject. */
  readonly longestCallMs: number;
}

/**
 * A sample lasts at least one tick of a scheduler of 250 Hz: a shorter one measures whether it was interrupted. It is thousands
 * of steps of the timer, which counts microseconds or less.
 */
const SAMPLE_MS = 4;

/**
 * The subject before has filled the caches with its own numbers. To fill 50 MB of cache again takes 10 ms at 5 GB/s, hence at most a
 * tenth of a call of 100 ms: so long a call needs no other before it.
 */
const LONG_CALL_MS = 100;

/** The fewest rounds of which a median is not an extreme. */
const FEWEST_ROUNDS = 3;

/**
 * The sampling of a subject one call of which takes `callMs`: as many rounds as its budget pays for, but at least three; one where a
 * single call exceeds the budget.
 */
export function samplingFor(callMs: number, { rounds, budgetMs }: SamplingOptions): Sampling {
  const calls = Math.max(1, Math.ceil(SAMPLE_MS / callMs));
  const warmed = callMs < LONG_CALL_MS;
  const roundMs = (calls + (warmed ? 1 : 0)) * callMs;
  const fewest = callMs > budgetMs ? 1 : FEWEST_ROUNDS;
  const affordable = Math.max(Math.floor(budgetMs / roundMs), fewest);
  return { calls, warmed, rounds: Math.min(affordable, rounds) };
}

/** Whether a subject that takes part in `taken` of `rounds` does so in this one: spread evenly. */
export function takesPart(round: number, taken: number, rounds: number): boolean {
  return Math.floor(((round + 1) * taken) / rounds) > Math.floor((round * taken) / rounds);
}

/**
 * The milliseconds of one call, from samples that grow until one is long enough to be trusted and no longer faster than the one before: the
 * first calls are slow, since they compile.
 */
export async function callTime(time: (calls: number) => number | Promise<number>): Promise<number> {
  let calls = 1;
  let best = Number.POSITIVE_INFINITY;
  while (true) {
    const ms = await time(calls);
    const settled = ms >= SAMPLE_MS / 2 && ms / calls >= best / 2;
    // A timer that has not moved has measured nothing.
    if (ms > 0) best = Math.min(best, ms / calls);
    if (settled || (best >= LONG_CALL_MS && best < Number.POSITIVE_INFINITY)) return best;
    const enough = best < Number.POSITIVE_INFINITY ? Math.ceil(SAMPLE_MS / best) : 10 * calls;
    calls = Math.min(10 * calls, enough);
  }
}
