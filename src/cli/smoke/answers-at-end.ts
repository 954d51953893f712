import { spawnSync } from 'node:child_process';
import { PROTOCOL_VERSION } from '../../protocol/messages.ts';

/** A program that is sound in this ends as soon as its input does. */
const PATIENCE_MS = 15_000;

/**
 * Whether a program that stays silent answers when its input ends: it then keeps its replies in a buffer, or reads all of
 * its input before it answers.
 */
export function answersAtEnd(command: string, args: readonly string[]): boolean {
  const input = `${JSON.stringify({ cmd: 'start', protocol: PROTOCOL_VERSION })}\n`;
  const { stdout } = spawnSync(command, args, {
    input,
    timeout: PATIENCE_MS,
    killSignal: 'SIGKILL',
    maxBuffer: 1024 * 1024,
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  return stdout?.toString('utf8').trimStart().startsWith('{') === true;
}
