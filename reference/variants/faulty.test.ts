import { describe, expect, test } from 'vitest';
import type { Request } from '../../spec/contract.ts';
import { faultyVariants } from './faulty.ts';
import { defineVariant } from './skeleton/define-variant.ts';
import {
  illFormedRequests,
  randomFrom,
  sequenceRequest,
  singleRequests,
} from './skeleton/generated-requests.ts';
import { observe } from './skeleton/observe.ts';

const skeleton = defineVariant({ id: 'skeleton', kind: 'sound', symptom: 'Nothing is changed.' });

/** The same requests each time, in memory of their own. */
function* requests(): Generator<Request> {
  const random = randomFrom(20_260_101);
  yield* illFormedRequests(random);
  for (let k = 0; k < 39; k++) {
    yield* singleRequests(random, k);
    if (k % 3 === 0) yield sequenceRequest(random);
  }
}

describe('the skeleton', () => {
  test('refuses every ill-formed request by a sentence and changes none', () => {
    for (const request of illFormedRequests(randomFrom(1))) {
      const before = structuredClone(request);
      expect(() => skeleton.make().run(request)).toThrow(/must|needs|has/);
      expect(request).toEqual(before);
    }
  });

  test('gives the same to two subjects, so that a difference means something', () => {
    const [first, second] = [observe(skeleton.make(), requests()), observe(skeleton.make(), requests())];
    expect([...first].join() === [...second].join()).toBe(true);
  });

  test('writes to no argument and shares no memory', () => {
    const random = randomFrom(7);
    for (let k = 0; k < 8; k++) {
      for (const request of [...singleRequests(random, k), sequenceRequest(random)]) {
        const before = structuredClone(request);
        skeleton.make().run(request);
        expect(request).toEqual(before);
      }
    }
    for (const seen of observe(skeleton.make(), requests()))
      expect(seen.split('\n')[2]).not.toContain('true');
  });
});

describe('every faulty variant can be noticed', () => {
  const expected = [...observe(skeleton.make(), requests())];

  test.each(faultyVariants)('$id', (variant) => {
    let at = 0;
    let differs = false;
    for (const seen of observe(variant.make(), requests())) {
      differs = seen !== expected[at];
      if (differs) break;
      at += 1;
    }
    expect(differs, `${variant.id} did what the skeleton does in ${expected.length} calls`).toBe(true);
  });
});
