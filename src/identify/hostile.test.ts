import { describe, expect, test } from 'vitest';
import type { Request, Subject } from '../../spec/contract.ts';
import { profiles } from '../../spec/conventions.ts';
import { identifyCounted } from './testing/identify-counted.ts';
import { referenceSubject } from './testing/reference-subject.ts';

const sound = referenceSubject(profiles[0]!.conventions);

const answering = (run: (request: Request) => unknown): Subject => ({ ...sound, run: run as Subject['run'] });

/** The same numbers in another shape, or other numbers in the same. */
function mapNumbers(result: unknown, change: (values: Float32Array) => unknown): unknown {
  if (result instanceof Float32Array) return change(result);
  if (Array.isArray(result))
    return typeof result[0] === 'number' ? result : result.map((one) => mapNumbers(one, change));
  if (typeof result !== 'object' || result === null) return result;
  return Object.fromEntries(Object.entries(result).map(([name, value]) => [name, mapNumbers(value, change)]));
}

const hostile: Readonly<Record<string, Subject>> = {
  throws: answering(() => {
    throw new Error('no GPU here');
  }),
  'rejects with no error': answering(() => Promise.reject(undefined)),
  'gives nothing': answering(() => undefined),
  'gives text': answering(() => 'done'),
  'skips everything': answering(() => ({ skipped: 'not today' })),
  'gives the wrong shape': answering((request) =>
    mapNumbers(sound.run(request), (values) => values.slice(1)),
  ),
  'gives plain lists': answering((request) => mapNumbers(sound.run(request), (values) => [...values])),
  'skips in fifty ways': {
    ...answering(() => ({ skipped: 'not today' })),
    ways: Array.from({ length: 50 }, (_, k) => `way ${k}`),
  },
};

describe('a subject that is no use gives clear sentences, and no answers', () => {
  test.each(Object.entries(hostile))('%s', async (_, subject) => {
    const { findings, settled, nearest } = await identifyCounted(subject);
    expect(settled).toEqual([]);
    expect(nearest).toEqual([]);
    for (const { kind, text } of Object.values(findings)) {
      expect(kind).toBe('unable');
      expect(text).toMatch(/[a-z0-9]/);
    }
  });
});

test.each([Number.NaN, Number.POSITIVE_INFINITY, 0])(
  'a subject that gives %d for every number settles nothing',
  async (value) => {
    const subject = answering((request) =>
      mapNumbers(sound.run(request), (values) => values.map(() => value)),
    );
    const { findings, settled } = await identifyCounted(subject);
    expect(settled).toEqual([]);
    expect(Object.values(findings).filter(({ kind }) => kind === 'none').length).toBeGreaterThan(3);
    for (const question of ['variance', 'sums', 'trainingOutput', 'inferenceOutput'] as const) {
      expect(findings[question].kind).not.toBe('found');
    }
  },
);

test('a subject that never answers is asked three times', async () => {
  const { calls, findings } = await identifyCounted(
    answering(() => new Promise(() => {})),
    5,
  );
  expect(calls).toBe(3);
  expect(findings.epsilonPlacement).toMatchObject({
    kind: 'unable',
    text: 'training gave no answer within 5 ms',
  });
  expect(findings.sums).toMatchObject({ text: '3 calls had no answer in time; no more were made' });
});
