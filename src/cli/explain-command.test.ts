import { describe, expect, test } from 'vitest';
import { requirements } from '../../spec/requirements.ts';
import { runHere } from './testing/memory-io.ts';

describe('explain prints what the chapter says, readable in a terminal,', () => {
  test.each(requirements)('of $id', async ({ id, level, sentence, section }) => {
    const { stdout, exitCode } = await runHere(['explain', id], '.');
    expect(exitCode).toBe(0);
    const flat = stdout.replaceAll(/\s+/g, ' ');
    expect(flat).toContain(`${id} ${level}`);
    expect(flat).toContain(sentence);
    expect(flat).toContain('Example:');
    expect(flat).toMatch(/\/\/ -> \S/);
    expect(flat).toMatch(/Checked by [a-z-]+\.ts\./);
    expect(flat).toContain(`Chapter: spec/${section}`);
    const prose = stdout.replaceAll(/^ {4}.*$/gm, '');
    expect(prose).not.toMatch(/\\|\$|\]\(|\*\*|<!--/);
    for (const line of prose.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
  });
});

test('explain without an id lists every requirement', async () => {
  const { stdout } = await runHere(['explain'], '.');
  for (const { id } of requirements) expect(stdout).toContain(id);
});
