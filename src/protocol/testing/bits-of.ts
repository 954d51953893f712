import type { Values } from '../../../spec/contract.ts';

/** The same data with each array of values as its type and bytes, so that deep equality means equal bits. */
export function bitsOf(value: unknown): unknown {
  if (value instanceof Float32Array || value instanceof Float64Array)
    return [value.constructor.name, bytesOf(value)];
  if (Array.isArray(value)) return value.map(bitsOf);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, bitsOf(field)]));
}

function bytesOf({ buffer, byteOffset, byteLength }: Values): string {
  return Buffer.from(buffer, byteOffset, byteLength).toString('hex');
}
