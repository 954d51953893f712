import { SingleBar } from 'cli-progress';
import { barStyle } from './bar-style.ts';
import type { Watch } from './job.ts';

/** A bar over the cases, with the name of the present requirement; silent where there is no screen. */
export function checkProgress(screen: NodeJS.WritableStream | null): Watch & { readonly stop: () => void } {
  if (screen === null) return { stop: () => {} };
  const bar = new SingleBar({
    format: '{bar} {percentage} %  {requirement}',
    barsize: 30,
    ...barStyle,
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
