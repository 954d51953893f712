import type { Dtype } from '../../spec/contract.ts';
import { showValue } from './shorten.ts';

const HALF: readonly unknown[] = ['float16', 'bfloat16'] satisfies readonly Dtype[];

/** Results of the shape of the input. */
const TENSORS = ['output', 'gradInput'];

/**
 * What is wrong with the dtypes of a result where 16-bit formats are concerned, which come in the same arrays as float32: a
 * tensor of one must be of the declared one; null where nothing is. The result is unknown data.
 */
export function foreignDtype(result: unknown, declared: Dtype): string | null {
  const steps = typeof result === 'object' && result !== null && 'steps' in result ? result.steps : null;
  // Steps have no steps of their own, however deep the data go.
  const parts: readonly unknown[] = Array.isArray(steps) ? [result, ...steps] : [result];
  return parts.map((part) => foreignField(part, declared)).find((found) => found !== null) ?? null;
}

function foreignField(fields: unknown, declared: Dtype): string | null {
  if (typeof fields !== 'object' || fields === null) return null;
  for (const [name, value] of Object.entries(fields)) {
    if (typeof value !== 'object' || value === null || !('dtype' in value) || value.dtype === declared)
      continue;
    const isWrong =
      HALF.includes(value.dtype) ||
      (HALF.includes(declared) && (TENSORS.includes(name) || value.dtype !== 'float32'));
    if (isWrong)
      return `result.${name} has dtype ${showValue(value.dtype)}, but the subject declares "${declared}"`;
  }
  return null;
}
