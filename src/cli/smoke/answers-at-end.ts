import { spawnSync } from 'node:child_process';
import { PROTOCOL_VERSION } from '../../protocol/messages.ts';

/**
 * Whether a program that stays silent answers when its input ends: it then keeps its replies in a buffer, or reads all of
 * its input before it answers.
 */
export function answersAtEnd(command: string, args: readonly string[], patienceMs: number): boolean {
  const input = `${JSON.stringify({ cmd: 'start', protocol: PROTOCOL_VERSION })}\n`;
  const { stdout } = spawnSync(command, args, {
    input,
    timeout: patienceMs,
    killSignal: 'SIGKILL',
    maxBuffer: 1024 * 1024,
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  return stdout?.toString('utf8').trimStart().startsWith('{') === true;
}
