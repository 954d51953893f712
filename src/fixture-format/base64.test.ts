import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { base64Of, bytesOfBase64, isCanonicalBase64 } from './base64.ts';

const seed = 4648;

test('bytes are written as Node writes them, and read back', () => {
  const property = fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
    const text = base64Of(bytes);
    expect(text).toBe(Buffer.from(bytes).toString('base64'));
    expect([...bytesOfBase64(text)]).toEqual([...bytes]);
    expect(isCanonicalBase64(text)).toBe(true);
  });
  fc.assert(property, { seed });
});

test('more bytes than a call takes arguments are written too', () => {
  const bytes = Uint8Array.from({ length: 300_000 }, (_, k) => k * 7);
  expect(base64Of(bytes)).toBe(Buffer.from(bytes).toString('base64'));
});

test.each(['A', 'AA', 'AA=', 'AB==', ' AA==', 'AA==\n', 'AA_-', 'AA!=', 'é'])(
  '%j stands for no bytes, or they have another text',
  (text) => {
    expect(isCanonicalBase64(text)).toBe(false);
  },
);
