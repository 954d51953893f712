/** Starts a subject that hangs, leaves it in the middle of a run, and ends as its argument says. */
import { fileURLToPath } from 'node:url';
import { createJiti } from 'jiti';

const { createProcessSubject } = await createJiti(import.meta.url).import('../process-subject.ts');
const hostile = fileURLToPath(new URL('hostile.mjs', import.meta.url));
const log = (text) => process.stdout.write(`${text}\n`);
const subject = await createProcessSubject(process.execPath, [hostile, 'hangs with a child of its own'], {
  log,
});
const one = Float32Array.of(1);
subject.run({
  operation: 'inference',
  input: { shape: [1, 1], data: one },
  gamma: null,
  beta: null,
  runningMean: one,
  runningVariance: one,
  epsilon: 0,
  channelAxis: 1,
});
process.stdin.once('data', () => {
  if (process.argv[2] === 'exit') process.exit(0);
  throw new Error('an error that nobody caught');
});
