/** Numbers as their IEEE 754 bits: hexadecimal, most significant digit first, with a blank between two. */

const view = new DataView(new ArrayBuffer(8));

/** Eight digits for each float32. */
export function bitsOfFloat32(values: ArrayLike<number>): string {
  return Array.from(values, (value) => {
    view.setFloat32(0, value);
    return view.getUint32(0).toString(16).padStart(8, '0');
  }).join(' ');
}

/** Sixteen digits for each float64. */
export function bitsOfFloat64(values: ArrayLike<number>): string {
  return Array.from(values, (value) => {
    view.setFloat64(0, value);
    return view.getBigUint64(0).toString(16).padStart(16, '0');
  }).join(' ');
}

/** The numbers of checked bits, eight digits each. */
export function float32OfBits(bits: string): Float32Array {
  return Float32Array.from(wordsOf(bits), (word) => {
    view.setUint32(0, Number.parseInt(word, 16));
    return view.getFloat32(0);
  });
}

/** The numbers of checked bits, sixteen digits each. */
export function float64OfBits(bits: string): Float64Array {
  return Float64Array.from(wordsOf(bits), (word) => {
    view.setBigUint64(0, BigInt(`0x${word}`));
    return view.getFloat64(0);
  });
}

function wordsOf(bits: string): readonly string[] {
  return bits === '' ? [] : bits.split(' ');
}
