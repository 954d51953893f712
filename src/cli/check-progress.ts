import { SingleBar } from 'cli-progress';
import type { Watch } from './job.ts';

/** A bar over the cases, with the name of the present requirement; silent where there is no screen. */
export function checkProgress(screen: NodeJS.WritableStream | null): Watch & { readonly stop: () => void } {
  if (screen === null) return { stop: () => {} };
  const bar = new SingleBar({
    format: '{bar} {percentage} %  {requirement}',
    barsize: 30,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    clearOnComplete: true,
    gracefulExit: false,
    // Cuts long lines, and leaves the settings of the terminal alone, so that none is left behind.
    linewrap: true,
    stream: screen,
  });
  return {
    onTurn: (requirement, done, total) => {
      if (bar.isActive) bar.update(done, { requirement });
      else bar.start(total, done, { requirement });
    },
    stop: () => bar.stop(),
  };
}
