import { plainText } from '../reporters/plain-text.ts';
import { PAGE_WIDTH, wrapText } from '../reporters/wrap-text.ts';
import { type CliIo, pageFor } from './cli-io.ts';
import { shellArgument } from './shell-argument.ts';
import type { SmokeLine } from './smoke/smoke-findings.ts';

const TITLE_WIDTH = 20;

/** Tests an adapter itself and says in words what is wrong with it; gives 0 where nothing is, else 1. */
export async function smokeCommand(
  subject: string,
  { timeout }: { readonly timeout: number },
  io: CliIo,
): Promise<number> {
  const { print, colours } = pageFor(io, false);
  const findings = await io.run({ task: 'smoke', subject, timeoutMs: timeout }, {});
  const marks = { right: colours.green('✓'), wrong: colours.red('✗'), note: colours.dim('–') };
  print(colours.bold(plainText(findings.subject ?? subject, 100)));
  for (const line of findings.lines) {
    const [head, ...rest] = linesOf(line);
    print(`${marks[line.verdict]} ${head}`);
    for (const more of rest) print(`  ${more}`);
  }
  print('');
  const faults = findings.lines.filter(({ verdict }) => verdict === 'wrong').length;
  print(
    faults === 0
      ? `The adapter works. Now its batch norm: npx bncheck check ${shellArgument(subject)} --tier smoke`
      : `${faults === 1 ? 'One thing is' : `${faults} things are`} wrong; spec/protocol.md tells how it should be.`,
  );
  return faults === 0 ? 0 : 1;
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
