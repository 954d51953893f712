/**
 * What a subject answered, as plain data.
 *
 * A subject in this process hands over live objects: a field may be a getter that gives something else each time, throws, or belongs to
 * a proxy; an array may lie about its length. All that is judged later must have been read once, here, where a throw still counts
 * as the subject's. Numbers are not copied, for who owns their memory is judged too.
 */
import type { Values } from '../../spec/contract.ts';

/** Fields that may be inherited, or hidden from a listing, where results are instances of a class. */
const RESULT_FIELDS = [
  'output',
  'batchMean',
  'batchVariance',
  'invStd',
  'runningMean',
  'runningVariance',
  'gradInput',
  'gradGamma',
  'gradBeta',
  'steps',
  'skipped',
];
const TENSOR_FIELDS = ['shape', 'data'];

/** More axes, or steps, than any request has; a list that goes on is cut there. */
const MOST_AXES = 32;
const MOST_STEPS = 10_000;

/** How much of something that is no size is shown. */
const SHOWN_CHARACTERS = 40;

const typedArray = Object.getPrototypeOf(Float32Array.prototype) as object;

/** The name of a typed array's class, '' for all else: unlike instanceof, nothing can pretend to it. */
const classOf = getterOf<string | undefined>(Symbol.toStringTag);
const bufferOf = getterOf<ArrayBuffer>('buffer');
const byteOffsetOf = getterOf<number>('byteOffset');
const lengthOf = getterOf<number>('length');

function getterOf<Value>(name: string | symbol): (array: object) => Value {
  const { get } = Object.getOwnPropertyDescriptor(typedArray, name)!;
  return (array) => Reflect.apply(get!, array, []) as Value;
}

/**
 * A result of plain objects, whose arrays of numbers are views of the subject's own memory. Anything else at a place comes back as something
 * of its kind, for the contract to judge. Throws what reading the answer throws.
 */
export function plainAnswer(answer: unknown): unknown {
  if (typeof answer !== 'object' || answer === null) return answer;
  return mapFields(answer, RESULT_FIELDS, (value, name) =>
    name === 'steps' && Array.isArray(value) ? plainSteps(value) : plainValue(value),
  );
}

function plainSteps(steps: readonly unknown[]): readonly unknown[] {
  return Array.from({ length: Math.min(steps.length, MOST_STEPS) }, (_, at) => {
    const step = steps[at];
    return typeof step === 'object' && step !== null ? mapFields(step, RESULT_FIELDS, plainValue) : step;
  });
}

/** A tensor, a vector, or what stands in its place. */
function plainValue(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return [];
  return plainNumbers(value) ?? mapFields(value, TENSOR_FIELDS, plainTensorField);
}

function plainTensorField(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (!Array.isArray(value)) return plainNumbers(value) ?? {};
  return name === 'shape' ? plainShape(value) : [];
}

function plainShape(shape: readonly unknown[]): readonly unknown[] {
  return Array.from({ length: Math.min(shape.length, MOST_AXES) }, (_, axis) => {
    const size = shape[axis];
    if (typeof size === 'number') return size;
    return typeof size === 'string' ? JSON.stringify(size.slice(0, SHOWN_CHARACTERS)) : `a ${typeof size}`;
  });
}

/** A view of the same numbers; null for what is no typed array. */
function plainNumbers(value: object): Values | object | null {
  const name = classOf(value);
  if (name === undefined) return null;
  // Of another class only the name is told.
  if (name !== 'Float32Array' && name !== 'Float64Array') return { [Symbol.toStringTag]: name };
  const Floats = name === 'Float32Array' ? Float32Array : Float64Array;
  const length = lengthOf(value);
  // There is no view of memory that was given away.
  return length === 0 ? new Floats(0) : new Floats(bufferOf(value), byteOffsetOf(value), length);
}

/** The fields of an object, each read once: its own, and those of the given names wherever they come from. */
function mapFields(
  given: object,
  names: readonly string[],
  change: (value: unknown, name: string) => unknown,
): Readonly<Record<string, unknown>> {
  const fields: [string, unknown][] = [];
  for (const name of new Set([...Object.keys(given), ...names])) {
    const value = (given as Readonly<Record<string, unknown>>)[name];
    if (value !== undefined) fields.push([name, change(value, name)]);
  }
  // Unlike an assignment, this gives a field named __proto__ no power.
  return Object.fromEntries(fields);
}
