import { spawnSync } from 'node:child_process';
import { environmentOf, killFamily, newFamily } from '../../adapters/process-family.ts';
import { PROTOCOL_VERSION } from '../../protocol/messages.ts';

/** A program that is sound in this ends as soon as its input does. */
const PATIENCE_MS = 15_000;

/**
 * What a program that stays silent answers when its input ends: it then keeps its replies in a buffer, or reads all of its
 * input before it answers. Null where that is no reply either.
 */
export function answerAtEnd(command: string, args: readonly string[]): string | null {
  const input = `${JSON.stringify({ cmd: 'start', protocol: PROTOCOL_VERSION })}\n`;
  const family = newFamily();
  const { stdout } = spawnSync(command, args, {
    input,
    timeout: PATIENCE_MS,
    killSignal: 'SIGKILL',
    maxBuffer: 1024 * 1024,
    stdio: ['pipe', 'pipe', 'ignore'],
    env: environmentOf(family),
  });
  killFamily(family);
  const text = stdout?.toString('utf8') ?? '';
  return text.trimStart().startsWith('{') ? text : null;
}
