import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { runSmoke } from './run-smoke.ts';

const mistaken = fileURLToPath(new URL('testing/mistaken.mjs', import.meta.url));

/** What the smoke test says of an adapter with a mistake: each line that is not "right". */
async function saidOf(mistake: string): Promise<readonly string[]> {
  const silent = /flush|says nothing|ends no line$/.test(mistake);
  const timeoutMs = silent ? 500 : /^stops|of a run$|no long line$/.test(mistake) ? 1500 : 60_000;
  const subject = `cmd:"${process.execPath}" "${mistaken}" "${mistake}"`;
  const { lines } = await runSmoke(subject, timeoutMs, silent ? {} : { startTimeoutMs: 60_000 });
  return lines
    .filter(({ verdict }) => verdict !== 'right')
    .map(({ verdict, about, text }) => `${verdict} ${about}: ${text}`);
}

describe('an adapter with a mistake is told which', () => {
  it.concurrent.each([
    ['prints before the start', /^wrong start: .*prints to stdout before it answers: "Loading the weights"/],
    [
      'prints in each run',
      /^wrong inference: .*not JSON: "step 1 of 1"\. Print nothing but replies to stdout/,
    ],
    ['prints after its answer', /^wrong inference: .*"done"\. Print nothing but replies to stdout/],
    ['does not flush', /^wrong start: .*It answers once its input ends: it does not flush stdout/],
    ['indents its replies', /^wrong start: .*not JSON: "\{"\. A reply is one line: write its JSON without/],
    ['prints as Python does', /^wrong start: .*write json\.dumps\(reply\), not str\(reply\)/],
    ['writes NaN', /^wrong inference: .*JSON has no NaN and no infinities/],
    ['ends no line', /^wrong start: .*complete with the line feed at its end/],
    ['ends no line of a run', /^wrong inference: .*had begun a line.*complete with the line feed at its end/],
    [
      'gives the text of Python bytes',
      /^wrong inference: .*is no base64: it holds "'".*\.decode\(\) rather than str\(\)/,
    ],
    ['standard deviation for batchVariance', /^wrong training: batchVariance is a standard deviation/],
    ['standard deviation for invStd', /^wrong training: invStd is the standard deviation itself/],
    ['running mean for batchMean', /^wrong training: batchMean is the running mean/],
    ['says nothing', /^wrong start: .*give it longer with --timeout/],
    ['ends after one request', /^wrong inference: .*It ended by itself: read requests in a loop/],
    [
      'reads no long line',
      /^wrong long requests: .*(exited|answer within).*whatever its length: a bufio\.Scanner/,
    ],
    ['stops after one request', /^wrong inference: .*It stopped answering: read requests in a loop/],
    ['counts by itself', /^wrong inference: .*seq 6 where 1 was due.*\(do not count by yourself\)/],
    ['answers late', /^wrong inference: .*must repeat the seq of its request/],
    ['gives seq as text', /^wrong inference: .*seq is a number: repeat it as it came/],
    ['gives no seq', /^wrong inference: .*must repeat the seq of its request/],
    ['speaks version 2', /^wrong start: .*speaks version 2.*Answer "start" with "protocol":1/],
    ['declares nothing', /^note start: .*no conventions are declared/],
    ['big-endian both ways', /^wrong inference: It reads and writes bytes in the wrong order/],
    ['reads big-endian', /^wrong inference: It reads bytes in the wrong order/],
    ['writes big-endian', /^wrong inference: It writes bytes in the wrong order/],
    ['column-major', /^wrong inference: It reads and writes tensors in column-major order/],
    ['always axis 1', /^wrong layout: It always takes axis 1 of 3 for the channels/],
    ['always the last axis', /^wrong layout: It always takes axis 2 of 3 for the channels/],
    [
      'turns the shape round',
      /^wrong inference: .*shape \[3, 4\] for an input of shape \[4, 3\]\. output and/,
    ],
    [
      'gives vectors rank 2',
      /^wrong training: .*Send a vector with one entry per channel as a tensor of rank 1/,
    ],
    ['float64 bytes', /^wrong inference: .*as many as float64 values would have\. Convert to float32/],
    ['gives hexadecimal', /^wrong inference: .*it looks like hexadecimal\. data is the standard base64/],
    ['gives raw bytes', /^wrong inference: .*is no base64: it holds .*data is the standard base64/],
    [
      'gives a list of numbers',
      /^wrong inference: .*must be base64 text, not \[.*data is the standard base64/,
    ],
    ['all NaN', /^wrong inference: Everything is NaN\./],
    ['all zeros', /^wrong inference: Everything is 0\./],
    ['gamma and beta swapped', /^wrong inference, training, .*: gamma and beta are swapped/],
    ['no gamma', /^wrong inference, training, .*: gamma is left out/],
    ['epsilon left out', /^wrong inference, training, .*: epsilon is left out/],
    ['epsilon outside', /^wrong inference, training, .*: epsilon is added to the root, not under it/],
    ['momentum reversed', /^wrong training: The running statistics weigh old and new the wrong way round/],
    ['other correction', /^wrong training: The running variance takes in the other variance than declared/],
    ['running statistics not returned', /^note running statistics: .*return them as they are after the call/],
    [
      'running statistics as they were',
      /^wrong training: The running statistics come back as they were given/,
    ],
    ['inference in training mode', /^wrong inference: Inference normalizes by the statistics of the batch/],
    ['training in inference mode', /^wrong training: Training normalizes by the running statistics/],
    ['constant statistics in the gradient', /^wrong trainingGradient: gradInput leaves out that/],
    [
      'gradGamma and gradBeta swapped',
      /^wrong trainingGradient, inferenceGradient: gradGamma and gradBeta are/,
    ],
    ['gradients averaged', /^wrong trainingGradient, inferenceGradient: .*they are to be sums/],
    ['answers the request before', /^wrong inference.*: It answers the request before this one/],
    ['crashes on bad arguments', /^wrong bad arguments: .*exited with code 3\. Answer/],
    ['crashes without gamma', /^wrong no gamma, no beta: The subject exited with code 4/],
    ['accepts any channelAxis', /^note bad arguments: channelAxis 2 for rank 2 is answered/],
    ['halves the output', /^wrong inference, training: output\[0\] is 9\.5 where 9 is right/],
  ])('%s', async (mistake, sentence) => {
    expect((await saidOf(mistake))[0]).toMatch(sentence);
  });
});

it('a sound adapter hears nothing but its speed', async () => {
  expect(await saidOf('none')).toEqual([
    expect.stringMatching(/^note speed: about \d+ small calls a second$/),
  ]);
});

it('a program that does not exist is no finding', async () => {
  await expect(runSmoke('cmd:no-such-program', 1000)).rejects.toThrow(
    'The program "no-such-program" cannot be started: there is no such program.',
  );
});
