import type { Values } from '../../../spec/contract.ts';
import { littleEndianBytes } from './little-endian-bytes.ts';

/**
 * An array as a .npy file of version 1.0: magic number, version, length and text of the header, padded so that the data begin
 * at a multiple of 64. https://numpy.org/doc/stable/reference/generated/numpy.lib.format.html
 */
export function npyFile(shape: readonly number[], data: Values): Uint8Array {
  const descr = data instanceof Float32Array ? '<f4' : '<f8';
  const sizes = shape.length === 1 ? `${shape[0]},` : shape.join(', ');
  const text = `{'descr': '${descr}', 'fortran_order': False, 'shape': (${sizes}), }`;
  const fixed = 10;
  const padding = (64 - ((fixed + text.length + 1) % 64)) % 64;
  const header = Buffer.from(`${text}${' '.repeat(padding)}\n`, 'latin1');
  const start = Buffer.alloc(fixed);
  start.write('\x93NUMPY\x01\x00', 'latin1');
  start.writeUInt16LE(header.length, 8);
  return Buffer.concat([start, header, littleEndianBytes(data)]);
}
