import type { BenchSubject } from './bench-subject.ts';
import type { BenchTask } from './bench-task.ts';
import type { Rounds } from './statistics.ts';

/** A subject with a number of threads. */
export interface Entrant {
  readonly subject: BenchSubject;
  readonly threads: number;
}

export interface Measured extends Entrant {
  readonly way: string | null;
  readonly callsPerSample: number;
  /** Milliseconds a call, by round. */
  readonly times: Rounds;
}

/** One that was not timed, and why: a task that it does not offer, a wrong answer, a failure. */
export interface NotMeasured extends Entrant {
  readonly reason: string;
  /** Whether it should have been measured. */
  readonly isFault: boolean;
}

export interface TaskFindings {
  readonly task: BenchTask;
  readonly measured: readonly Measured[];
  readonly notMeasured: readonly NotMeasured[];
}
