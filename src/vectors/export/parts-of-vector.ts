import type { Tensor, Values } from '../../../spec/contract.ts';
import { type Expectations, quantities, type Vector } from '../vector.ts';

/** One array of a vector of a single call. */
export interface Part {
  /** As `input/gamma`, `expected/output` or `bound/output`. */
  readonly name: string;
  readonly shape: readonly number[];
  /** Arguments are float32; expected values and bounds are float64. */
  readonly data: Values;
}

const argumentNames = [
  'input',
  'gradOutput',
  'gamma',
  'beta',
  'runningMean',
  'runningVariance',
  'epsilon',
  'exponentialAverageFactor',
] as const;

/** A vector that a flat format can hold: a single call with sound arguments. */
export function isFlat({ request, validity }: Vector): boolean {
  return request.operation !== 'sequence' && validity !== 'invalid';
}

/** All arrays of a flat vector: arguments (scalars with shape []), expected values and bounds; what is absent is left out. */
export function partsOf({ request, expected }: Vector): readonly Part[] {
  const fields = request as unknown as Readonly<Record<string, Tensor | Values | number | null | undefined>>;
  const parts: Part[] = [];
  for (const name of argumentNames) {
    const value = fields[name];
    if (value === undefined || value === null) continue;
    if (typeof value === 'number')
      parts.push({ name: `input/${name}`, shape: [], data: Float32Array.of(value) });
    else if ('data' in value) parts.push({ name: `input/${name}`, shape: value.shape, data: value.data });
    else parts.push({ name: `input/${name}`, shape: [value.length], data: value });
  }
  for (const quantity of quantities) {
    const one = (expected as Expectations)[quantity];
    if (one === undefined) continue;
    parts.push({ name: `expected/${quantity}`, shape: one.shape, data: one.values });
    parts.push({ name: `bound/${quantity}`, shape: one.shape, data: one.bounds });
  }
  return parts;
}
