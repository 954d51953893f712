import { plainText } from '../reporters/plain-text.ts';
import { PAGE_WIDTH, wrapText } from '../reporters/wrap-text.ts';
import { type CliIo, pageFor } from './cli-io.ts';
import { shellArgument } from './shell-argument.ts';
import type { SmokeFindings, SmokeLine } from './smoke/smoke-findings.ts';

const TITLE_WIDTH = 20;

/** Nearly all smoke tests are over by then. */
const SILENCE_MS = 3000;

/** Tests an adapter itself and says in words what is wrong with it; gives 0 where nothing is, 1 where something is or nothing was answered. */
export async function smokeCommand(
  subject: string,
  { timeout }: { readonly timeout: number },
  io: CliIo,
): Promise<number> {
  const { print, colours } = pageFor(io, false);
  const slow = setTimeout(() => {
    io.err(`Waiting for an answer (a call may take ${timeout} ms, see --timeout)...\n`);
  }, SILENCE_MS);
  const findings = await io
    .run({ task: 'smoke', subject, timeoutMs: timeout }, {})
    .finally(() => clearTimeout(slow));
  const marks = { right: colours.green('✓'), wrong: colours.red('✗'), note: colours.dim('–') };
  print(colours.bold(plainText(findings.subject ?? subject, 100)));
  for (const line of findings.lines) {
    const [head, ...rest] = linesOf(line);
    print(`${marks[line.verdict]} ${head}`);
    for (const more of rest) print(`  ${more}`);
  }
  print('');
  const faults = findings.lines.filter(({ verdict }) => verdict === 'wrong').length;
  if (faults === 0 && onlySkips(findings)) {
    print(
      'Nothing was tested: all that was asked is skipped. Say "skipped" only where your library cannot do it.',
    );
    return 1;
  }
  print(
    faults === 0
      ? `The adapter works. Now its batch norm: npx bncheck check ${shellArgument(subject)} --tier smoke`
      : `${faults === 1 ? 'One thing is' : `${faults} things are`} wrong; spec/protocol.md tells how it should be.`,
  );
  return faults === 0 ? 0 : 1;
}

/** Whether not one of the operations was answered. */
function onlySkips({ lines }: SmokeFindings): boolean {
  return !lines.some(({ verdict, about }) => verdict === 'right' && about !== 'start');
}

/** The line's title and text; a long title gets a line of its own. */
function linesOf({ about, text }: SmokeLine): readonly [string, ...string[]] {
  const title = plainText(about, 200);
  const indent = ' '.repeat(TITLE_WIDTH);
  const [first = '', ...rest] = wrapText(plainText(text, 900), PAGE_WIDTH - TITLE_WIDTH - 3).map(
    (line) => ` ${line}`,
  );
  const more = rest.map((line) => `${indent}${line}`);
  if (title.length > TITLE_WIDTH) return [title, `${indent}${first}`, ...more];
  return [`${title.padEnd(TITLE_WIDTH)}${first}`, ...more];
}
