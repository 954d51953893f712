import type { Dtype } from '../../spec/contract.ts';

const HALF: readonly unknown[] = ['float16', 'bfloat16'] satisfies readonly Dtype[];

/** Results of the shape of the input. */
const TENSORS = ['output', 'gradInput'];

/**
 * What is wrong with the dtypes of a result where 16-bit formats are concerned, which come in the same arrays as float32: a
 * tensor of one must be of the declared one; null where nothing is. The result is unknown data.
 */
export function foreignDtype(result: unknown, declared: Dtype): string | null {
  if (typeof result !== 'object' || result === null) return null;
  for (const [name, value] of Object.entries(result)) {
    if (name === 'steps' && Array.isArray(value)) {
      const found = value.map((step) => foreignDtype(step, declared)).find((one) => one !== null);
      if (found !== undefined) return found;
      continue;
    }
    if (typeof value !== 'object' || value === null || !('dtype' in value) || value.dtype === declared)
      continue;
    const isWrong =
      HALF.includes(value.dtype) ||
      (HALF.includes(declared) && (TENSORS.includes(name) || value.dtype !== 'float32'));
    if (isWrong)
      return `result.${name} has dtype ${JSON.stringify(value.dtype)?.slice(0, 40)}, but the subject declares "${declared}"`;
  }
  return null;
}
