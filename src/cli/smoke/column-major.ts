/** A row-major tensor's values in column-major order, in which the first axis varies fastest. */
export function columnMajor(values: ArrayLike<number>, shape: readonly number[]): Float32Array {
  const result = new Float32Array(values.length);
  for (let at = 0; at < values.length; at++) result[columnPlace(at, shape)] = values[at]!;
  return result;
}

/** What comes of it where a row-major tensor is taken for a column-major one: the way back of `columnMajor`. */
export function rowMajor(values: ArrayLike<number>, shape: readonly number[]): Float32Array {
  return Float32Array.from({ length: values.length }, (_, at) => values[columnPlace(at, shape)]!);
}

/** Where the element at a row-major position lies in column-major order. */
function columnPlace(position: number, shape: readonly number[]): number {
  let rest = position;
  let place = 0;
  let stride = shape.reduce((count, size) => count * size, 1);
  for (const size of shape.toReversed()) {
    stride /= size;
    place += (rest % size) * stride;
    rest = Math.floor(rest / size);
  }
  return place;
}
