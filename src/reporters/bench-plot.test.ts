import { expect, test } from 'vitest';
import { loadBenchPlotter } from './bench-plot.ts';
import { benchRows } from './testing/bench-rows.ts';

/** The elements that are open at the end; throws where one is closed that is not the last opened. */
function openElements(xml: string): readonly string[] {
  const open: string[] = [];
  for (const [tag, slash, name, empty] of xml.matchAll(/<(\/?)([\w:]+)(?:\s[^<>]*?)?(\/?)>/g)) {
    if (slash === '/' && open.pop() !== name) throw new Error(`${tag} closes nothing`);
    if (slash === '' && empty === '') open.push(name!);
  }
  return open;
}

test('the plot is an SVG with a mark for each row but the copies, and a line at the copy', async () => {
  const plot = await loadBenchPlotter();
  const svg = await plot(benchRows());
  expect(svg.startsWith('<svg xmlns="http://www.w3.org/2000/svg"')).toBe(true);
  expect(openElements(svg)).toEqual([]);
  const marks = svg.match(/aria-roledescription="point"/g) ?? [];
  expect(marks).toHaveLength(benchRows().filter(({ subject }) => subject !== 'copy').length);
  expect(svg.match(/<line [^>]*stroke-dasharray="4,3"/g)).toHaveLength(1);
  for (const word of ['32×64×56×56 channels-first', 'times a copy', 'tfjs:wasm', '2 threads']) {
    expect(svg).toContain(word);
  }
});
