import { SingleBar } from 'cli-progress';
import { barStyle } from '../bar-style.ts';
import type { CliIo } from '../cli-io.ts';

export interface PowerProgress {
  /** One more variant is done. */
  readonly done: (id: string) => void;
  readonly stop: () => void;
}

/** A bar over the variants on a terminal; elsewhere a line now and then; nothing where not wanted. */
export function powerProgress(total: number, wanted: boolean, io: CliIo): PowerProgress {
  if (!wanted) return { done: () => {}, stop: () => {} };
  if (io.screen === null) return lineProgress(total, io);
  const bar = new SingleBar({
    format: '{bar} {value}/{total}  {id}',
    barsize: 30,
    ...barStyle,
    stream: io.screen,
  });
  bar.start(total, 0, { id: '' });
  return { done: (id) => bar.increment({ id }), stop: () => bar.stop() };
}

/** Lines for a log: one for each tenth. */
function lineProgress(total: number, io: CliIo): PowerProgress {
  let done = 0;
  return {
    done: () => {
      const before = Math.floor((10 * done) / total);
      done += 1;
      if (Math.floor((10 * done) / total) > before) io.err(`${done} of ${total} variants\n`);
    },
    stop: () => {},
  };
}
