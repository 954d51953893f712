import { moduleBytes, PAGE, webAssembly } from '../../kernels/wasm/web-assembly.ts';
import { multiplyModule } from './generated/multiply-module.ts';

/** A row-major matrix, read as its transpose where asked: then `rows` and `columns` are those of the transpose. */
export interface Matrix {
  readonly values: Float32Array;
  readonly rows: number;
  readonly columns: number;
  readonly transposed?: true;
}

/** The product of two matrices, row-major. */
export type Multiply = (a: Matrix, b: Matrix) => Float32Array;

/**
 * The product by its definition: each element one sum in the order of k, each product and each addition rounded to float32. The
 * other implementation gives the same bits, and this one is used where an engine has no SIMD.
 */
export const multiplyPlainly: Multiply = (a, b) => {
  const [left, right] = [padded(a, a.rows, a.columns), padded(b, b.rows, b.columns)];
  const product = new Float32Array(a.rows * b.columns);
  for (let i = 0; i < a.rows; i++) {
    for (let j = 0; j < b.columns; j++) {
      let sum = 0;
      for (let k = 0; k < a.columns; k++) {
        sum = Math.fround(sum + Math.fround(left[i * a.columns + k]! * right[k * b.columns + j]!));
      }
      product[i * b.columns + j] = sum;
    }
  }
  return product;
};

function padded(matrix: Matrix, rows: number, columns: number): Float32Array {
  const copy = new Float32Array(rows * columns);
  copyPadded(matrix, columns, copy);
  return copy;
}

/** Writes a matrix into `target`, whose rows have `stride` numbers; those beyond the matrix stay as they are. */
function copyPadded(
  { values, rows, columns, transposed }: Matrix,
  stride: number,
  target: Float32Array,
): void {
  if (transposed !== true) {
    for (let i = 0; i < rows; i++) {
      target.set(values.subarray(i * columns, (i + 1) * columns), i * stride);
    }
    return;
  }
  for (let j = 0; j < columns; j++) {
    for (let i = 0; i < rows; i++) target[i * stride + j] = values[j * rows + i]!;
  }
}

/** The product by WebAssembly SIMD, with a memory of its own; the plain one where the engine lacks it. */
export function createMultiply(): Multiply {
  const bytes = moduleBytes(multiplyModule);
  if (webAssembly === undefined || !webAssembly.validate(bytes)) return multiplyPlainly;
  const memory = new webAssembly.Memory({ initial: 1 });
  const { exports } = new webAssembly.Instance(new webAssembly.Module(bytes), { env: { memory } });
  const { multiply } = exports as {
    multiply: (a: number, b: number, c: number, n: number, p: number, q: number) => void;
  };
  return (a, b) => {
    const rows = roundUp(a.rows, 4);
    const columns = roundUp(b.columns, 8);
    const atB = roundUp(4 * rows * a.columns, 16);
    const atC = roundUp(atB + 4 * a.columns * columns, 16);
    const needed = PAGE + atC + 4 * rows * columns;
    if (needed > memory.buffer.byteLength)
      memory.grow(Math.ceil(needed / PAGE) - memory.buffer.byteLength / PAGE);
    const floats = (at: number, length: number) => new Float32Array(memory.buffer, PAGE + at, length);
    const left = floats(0, rows * a.columns);
    left.fill(0, a.rows * a.columns);
    copyPadded(a, a.columns, left);
    const right = floats(atB, a.columns * columns);
    if (columns > b.columns) right.fill(0);
    copyPadded(b, columns, right);
    multiply(PAGE, PAGE + atB, PAGE + atC, rows, a.columns, columns);
    const wide = floats(atC, rows * columns);
    if (columns === b.columns) return wide.slice(0, a.rows * columns);
    const product = new Float32Array(a.rows * b.columns);
    for (let i = 0; i < a.rows; i++) {
      product.set(wide.subarray(i * columns, i * columns + b.columns), i * b.columns);
    }
    return product;
  };
}

function roundUp(value: number, unit: number): number {
  return Math.ceil(value / unit) * unit;
}
