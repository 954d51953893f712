import { expect, test } from 'vitest';
import { layout } from '../../spec/properties/layout.ts';
import { reshape } from '../../spec/properties/reshape.ts';
import { unlessSkipped } from '../../spec/unless-skipped.ts';
import { runProperty } from './run-property.ts';
import { subjectFault } from './subject-fault.ts';
import { propertyOptions } from './testing/properties.ts';
import { answering, sound } from './testing/subjects.ts';

test('a skip is null, a result itself, and every other error is passed on', async () => {
  expect(await unlessSkipped(Promise.resolve(0))).toBe(0);
  expect(await unlessSkipped(Promise.reject(subjectFault('skipped', 'not done')))).toBeNull();
  for (const fault of ['errored', 'broken', 'timedOut'] as const) {
    await expect(unlessSkipped(Promise.reject(subjectFault(fault, 'oh')))).rejects.toThrow('oh');
  }
  await expect(unlessSkipped(Promise.reject(new TypeError('a bug')))).rejects.toThrow('a bug');
});

test.each([layout, reshape])(
  '$requirement tests a subject of few ranks in the ranks that it does',
  async (property) => {
    const upToFour = answering((request) => {
      const tooLarge = 'input' in request && request.input.shape.length > 4;
      return tooLarge ? { skipped: 'rank 5' } : sound.run(request);
    });
    const { outcome, cases, skipped } = await runProperty(property, upToFour, propertyOptions);
    expect(outcome).toBe('passed');
    // About three cases of eight are of rank 5 themselves.
    expect(cases).toBeGreaterThan(propertyOptions.runs / 3);
    expect(skipped).toBeLessThan((propertyOptions.runs * 2) / 3);
  },
);

test('a layout that the subject does nowhere else is skipped', async () => {
  const secondAxis = answering((request) =>
    'channelAxis' in request && request.channelAxis !== 1 ? { skipped: 'axis' } : sound.run(request),
  );
  const { outcome, reason } = await runProperty(layout, secondAxis, propertyOptions);
  expect(outcome).toBe('skipped');
  expect(reason).toMatch(/axis|layout/);
});
