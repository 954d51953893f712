import { MultiBar } from 'cli-progress';
import { isBroken } from '../reporters/broken.ts';
import { barStyle } from './bar-style.ts';
import type { CliIo } from './cli-io.ts';
import type { Watch } from './job.ts';

export interface MatrixProgress {
  readonly watch: (name: string) => Watch;
  /** One subject is done; `remark` says how. */
  readonly done: (name: string, remark: string) => void;
  readonly stop: () => void;
}

/** One bar for each subject on a terminal; elsewhere a line for each that is done; nothing where not wanted. */
export function matrixProgress(names: readonly string[], wanted: boolean, io: CliIo): MatrixProgress {
  if (!wanted) return { watch: () => ({}), done: () => {}, stop: () => {} };
  if (io.screen === null) {
    const done = (name: string, remark: string) => io.err(`${name}: ${remark}\n`);
    return { watch: () => ({}), done, stop: () => {} };
  }
  return barProgress(names, io.screen);
}

function barProgress(names: readonly string[], screen: NodeJS.WritableStream): MatrixProgress {
  const width = Math.max(...names.map((name) => name.length));
  const all = new MultiBar({
    format: '{name} {bar} {percentage} %  {remark}',
    barsize: 24,
    ...barStyle,
    emptyOnZero: true,
    stream: screen,
  });
  const bars = new Map(
    names.map((name) => [name, all.create(0, 0, { name: name.padEnd(width), remark: 'waiting' })]),
  );
  return {
    watch: (name) => {
      const bar = bars.get(name);
      let broken = 0;
      bar?.update(0, { remark: 'loading' });
      return {
        onTurn: (requirement, done, total) => {
          bar?.setTotal(total);
          bar?.update(done, { remark: `${requirement}${broken > 0 ? `  (${broken} broken)` : ''}` });
        },
        onFinished: ({ outcome }) => {
          broken += isBroken(outcome) ? 1 : 0;
        },
      };
    },
    done: (name, remark) => bars.get(name)?.update({ remark }),
    stop: () => all.stop(),
  };
}
