/**
 * The rounds of one task. Each round gives every subject one sample, in an order that changes from round to round, so that nobody
 * always follows the same neighbour; the ratios are then taken round by round (statistics.ts).
 *
 * Benchmark libraries (tinybench, mitata) take all samples of one subject and then all of the next. On a machine whose speed drifts
 * by more than the subjects differ, such medians cannot be divided by each other; nor do they time other processes.
 */
import { setTimeout } from 'node:timers/promises';
import type { Prepared } from './bench-subject.ts';
import type { BenchTask } from './bench-task.ts';
import { type ChannelTruth, channelTruths } from './channel-truth.ts';
import { whatIsWrong } from './judge.ts';
import { callTime, type Sampling, type SamplingOptions, samplingFor, takesPart } from './sampling.ts';
import type { Entrant, NotMeasured, TaskFindings } from './task-findings.ts';

/**
 * Milliseconds of silence after a sample of several threads. The threads of OpenMP and of ONNX Runtime do not sleep at once when their work
 * ends, they turn in a loop for some milliseconds (GNU's 300 000 times: GOMP_SPINCOUNT), and would slow whoever comes next.
 */
const REST_MS = 20;

interface Running {
  readonly entrant: Entrant;
  readonly prepared: Prepared;
  readonly sampling: Sampling;
  readonly times: (number | null)[];
}

/** Measures all entrants on one task; who fails leaves, and the others go on. */
export async function measureTask(
  task: BenchTask,
  entrants: readonly Entrant[],
  options: SamplingOptions,
  whyTooLong: (task: BenchTask, entrant: Entrant) => string | null,
  onRound: () => void,
): Promise<TaskFindings> {
  const truths = channelTruths(task.data);
  const notMeasured: NotMeasured[] = [];
  let running: Running[] = [];
  try {
    for (const entrant of entrants) {
      const reason = entrant.subject.whyNot(task) ?? whyTooLong(task, entrant);
      if (reason !== null) {
        notMeasured.push({ ...entrant, reason, isFault: false });
        continue;
      }
      const outcome = await begin(task, entrant, truths, options);
      if ('reason' in outcome) notMeasured.push(outcome);
      else running.push(outcome);
    }
    for (let round = 0; round < options.rounds; round++) {
      for (const one of inOrderOf(round, running)) {
        if (!takesPart(round, one.sampling.rounds, options.rounds)) {
          one.times.push(null);
          continue;
        }
        const failure = await sample(one);
        if (failure === null) continue;
        notMeasured.push(failure);
        running = running.filter((other) => other !== one);
        await one.prepared.release();
      }
      onRound();
      // Lets the screen be drawn between samples rather than in them.
      await new Promise((resolve) => setImmediate(resolve));
    }
  } finally {
    for (const { prepared } of running) await prepared.release();
  }
  const measured = running.map(({ entrant, prepared, sampling, times }) => ({
    ...entrant,
    way: prepared.way ?? null,
    callsPerSample: sampling.calls,
    times,
  }));
  return { task, measured, notMeasured };
}

/** Prepares an entrant, sees that its answer is right, and tries how long a call takes. */
async function begin(
  task: BenchTask,
  entrant: Entrant,
  truths: readonly ChannelTruth[],
  options: SamplingOptions,
): Promise<Running | NotMeasured> {
  let prepared: Prepared | null = null;
  try {
    prepared = await entrant.subject.prepare(task, entrant.threads);
    const isBatchNorm = entrant.subject.kind !== 'copy';
    const start = performance.now();
    const result = await prepared.result();
    const firstMs = performance.now() - start;
    const wrong = isBatchNorm ? whatIsWrong(task.operation, task.data, truths, result) : null;
    if (wrong !== null) throw new Error(`wrong: ${wrong}`);
    // So long a call needs no second look; a shorter first one may be long because it compiles, or carries its result over.
    const callMs = firstMs > options.longestCallMs ? firstMs : await callTime(prepared.time);
    const sampling = samplingFor(callMs, options);
    return { entrant, prepared, sampling, times: [] };
  } catch (error) {
    await prepared?.release();
    return failureOf(entrant, error);
  }
}

/** Adds one sample; gives what happened where that failed. */
async function sample({ entrant, prepared, sampling, times }: Running): Promise<NotMeasured | null> {
  try {
    if (sampling.warmed) await prepared.time(1);
    times.push((await prepared.time(sampling.calls)) / sampling.calls);
    if (entrant.threads > 1) await setTimeout(REST_MS);
    return null;
  } catch (error) {
    return failureOf(entrant, error);
  }
}

function failureOf(entrant: Entrant, error: unknown): NotMeasured {
  const reason = error instanceof Error ? error.message : String(error);
  return { ...entrant, reason, isFault: true };
}

/** The order of a round: a step further than in the round before, and every other time backwards. */
function inOrderOf<Item>(round: number, items: readonly Item[]): readonly Item[] {
  const first = round % Math.max(items.length, 1);
  const turned = [...items.slice(first), ...items.slice(0, first)];
  return round % 2 === 0 ? turned : turned.reverse();
}
