import { expect, test } from 'vitest';
import { faultyVariants } from '../../reference/variants/faulty.ts';
import { identifyCounted } from './testing/identify-counted.ts';

test.each(faultyVariants)('$id ends in a report', async ({ make }) => {
  const { findings } = await identifyCounted(make());
  for (const { text } of Object.values(findings)) expect(text).not.toBe('');
});
