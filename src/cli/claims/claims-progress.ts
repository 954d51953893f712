import { SingleBar } from 'cli-progress';
import type { Trial } from '../../claims/trials/trial.ts';
import { barStyle } from '../bar-style.ts';
import type { CliIo } from '../cli-io.ts';

export interface ClaimsProgress {
  /** A trial has ended. */
  readonly onTrial: (trial: Trial) => void;
  readonly stop: () => void;
}

/** Parts of a run that get a line of their own where there is no screen. */
const LINES = 10;

/** A bar over the trials on a terminal; elsewhere a line now and then; nothing where not wanted. */
export function claimsProgress(trials: number, wanted: boolean, io: CliIo): ClaimsProgress {
  if (!wanted) return { onTrial: () => {}, stop: () => {} };
  let done = 0;
  if (io.screen === null) {
    const part = Math.ceil(trials / LINES);
    return {
      onTrial: () => {
        done += 1;
        if (done % part === 0 || done === trials) io.err(`${done} of ${trials} trials\n`);
      },
      stop: () => {},
    };
  }
  const bar = new SingleBar({
    format: '{bar} {percentage}%  {value} of {total} trials, {eta_formatted} left  {kind}',
    barsize: 30,
    ...barStyle,
    stream: io.screen,
  });
  bar.start(trials, 0, { kind: '' });
  return {
    onTrial: ({ kind }) => bar.increment(1, { kind }),
    stop: () => bar.stop(),
  };
}
