import { SingleBar } from 'cli-progress';
import type { Watch } from './job.ts';

/** A bar over the requirements, with the name of the present one; silent where there is no screen. */
export function checkProgress(screen: NodeJS.WritableStream | null): Watch & { readonly stop: () => void } {
  if (screen === null) return { stop: () => {} };
  const bar = new SingleBar({
    format: '{bar} {value}/{total}  {requirement}',
    barsize: 30,
    barCompleteChar: '█',
    barIncompleteChar: '░',
    clearOnComplete: true,
    gracefulExit: false,
    // Cuts long lines, and leaves the settings of the terminal alone, so that none is left behind.
    linewrap: true,
    stream: screen,
  });
  let names: readonly string[] = [];
  return {
    onStart: (requirements) => {
      names = requirements;
      bar.start(names.length, 0, { requirement: names[0] ?? '' });
    },
    onOutcome: (_, done) => bar.update(done, { requirement: names[done] ?? '' }),
    stop: () => bar.stop(),
  };
}
