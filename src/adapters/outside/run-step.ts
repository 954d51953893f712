import { spawn } from 'node:child_process';
import { createTextTail } from '../text-tail.ts';

/** Runs a program to its end and tells each line that it prints; rejects where it cannot start or fails. */
export type RunStep = (
  command: string,
  args: readonly string[],
  onLine: (line: string) => void,
  /** Where it runs; the working folder where absent. */
  folder?: string,
) => Promise<void>;

/** Runs a child process without a shell and with no standard input. The Error quotes the end of its error output. */
export const runStep: RunStep = (command, args, onLine, folder) =>
  new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'], windowsHide: true });
    const errors = createTextTail();
    let begun = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      const lines = `${begun}${text}`.split(/[\r\n]+/);
      begun = lines.pop() ?? '';
      for (const line of lines) onLine(line);
    });
    child.stderr.setEncoding('utf8').on('data', errors.push);
    child.once('error', (error) => reject(new Error(`${command} could not be started: ${error.message}`)));
    child.once('close', (code, signal) => {
      if (code === 0) resolve();
      else reject(new Error(`${command} ended with ${signal ?? `exit code ${code}`}.${errors.quote()}`));
    });
  });
