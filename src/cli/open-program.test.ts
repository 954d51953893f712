import { expect, test } from 'vitest';
import { openProgram } from './open-program.ts';

const command = (script: string) => `cmd:"${process.execPath}" -e "${script}"`;

test('a program that is silent is told why that may be, at once and when it is given up', async () => {
  const said: string[] = [];
  const opening = openProgram(command('process.stdin.resume()'), 1000, {
    startTimeoutMs: 300,
    silenceMs: 20,
    say: (text) => said.push(text),
  });
  await expect(opening).rejects.toMatchObject({
    name: 'CouldNotRun',
    message: expect.stringMatching(
      /^The subject did not answer within 300 ms and was killed\. A program .*flush.* npx bncheck smoke .*cmd:/,
    ),
  });
  expect(said).toEqual([expect.stringMatching(/^Waiting for the first reply of the subject\. .*flush.*\n$/)]);
});

test('a program that ends at once is told its own end, and nothing of waiting', async () => {
  const said: string[] = [];
  const opening = openProgram(command('process.exit(3)'), 1000, { say: (text) => said.push(text) });
  await expect(opening).rejects.toThrow('The subject exited with code 3.');
  expect(said).toEqual([]);
});
