import { SingleBar } from 'cli-progress';
import type { BenchWatch } from '../bench/run-bench.ts';
import { shapeText } from '../reporters/bench-text.ts';
import { barStyle } from './bar-style.ts';
import type { CliIo } from './cli-io.ts';

export interface BenchProgress extends BenchWatch {
  readonly stop: () => void;
}

/** A bar over the rounds of all tasks on a terminal; elsewhere a line for each task; nothing where not wanted. */
export function benchProgress(tasks: number, rounds: number, wanted: boolean, io: CliIo): BenchProgress {
  if (!wanted) return { onTask: () => {}, onRound: () => {}, stop: () => {} };
  let task = 0;
  if (io.screen === null) {
    return {
      onTask: ({ operation, shape, layout }) => {
        task += 1;
        io.err(`${task} of ${tasks}: ${operation}, ${shapeText(shape)}, ${layout}\n`);
      },
      onRound: () => {},
      stop: () => {},
    };
  }
  const bar = new SingleBar({
    format: '{bar} {percentage}%  {task}',
    barsize: 30,
    ...barStyle,
    stream: io.screen,
  });
  bar.start(tasks * rounds, 0, { task: '' });
  return {
    onTask: ({ operation, shape, layout }) =>
      bar.update({ task: `${operation}, ${shapeText(shape)}, ${layout}` }),
    onRound: () => bar.increment(),
    stop: () => bar.stop(),
  };
}
