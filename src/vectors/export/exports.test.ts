import { unzipSync } from 'fflate';
import * as ort from 'onnxruntime-node';
import { createContext, runInContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { referenceOracle } from '../../../reference/batch-norm.ts';
import { plainConventions } from '../../../spec/conventions.ts';
import { pickVectors } from '../pick-vectors.ts';
import { committedVectors } from '../testing/committed.ts';
import type { Expectations, Vector } from '../vector.ts';
import { csvFiles } from './csv.ts';
import { npzFiles } from './npz.ts';
import { onnxFiles } from './onnx.ts';
import { partsOf } from './parts-of-vector.ts';
import { safetensorsFiles } from './safetensors.ts';
import { wptFiles } from './wpt.ts';

const files = pickVectors(committedVectors(), { requirements: null, count: 1 });
const vectors: ReadonlyMap<string, Vector> = new Map(
  files.flatMap((file) => file.vectors.map((vector) => [vector.id, vector] as const)),
);

interface ReadArray {
  readonly shape: readonly number[];
  readonly data: readonly number[];
}

/** Each array that was read must be what its vector has, and none may be missing. */
function expectAll(read: ReadonlyMap<string, ReadArray>) {
  const wanted = [...vectors.values()]
    .filter(({ request, validity }) => request.operation !== 'sequence' && validity !== 'invalid')
    .flatMap((vector) =>
      partsOf(vector).map(({ name, shape, data }): [string, ReadArray] => [
        `${vector.id}/${name}`,
        { shape, data: [...data] },
      ]),
    );
  expect(wanted.length).toBeGreaterThan(400);
  expect(new Map([...read].sort())).toEqual(new Map(wanted.sort(([a], [b]) => (a < b ? -1 : 1))));
}

test('CSV is read back to the bit', () => {
  const read = new Map<string, ReadArray>();
  for (const { content } of csvFiles(files).written) {
    const [head, ...lines] = (content as string).trimEnd().split('\n');
    expect(head).toBe('id,operation,validity,part,name,shape,values');
    for (const line of lines) {
      const [id, operation, , part, name, shape, values] = line.split(',') as string[];
      const words = (text: string) => (text === '' ? [] : text.split(' '));
      expect(vectors.get(id!)!.request.operation).toBe(operation);
      if (name === 'channelAxis') continue;
      read.set(`${id}/${part}/${name}`, {
        shape: words(shape!).map(Number),
        data: words(values!).map(parseHexFloat),
      });
    }
  }
  expectAll(read);
});

/** As strtod reads it, from the definition. */
function parseHexFloat(text: string): number {
  const special: Readonly<Record<string, number>> = { nan: Number.NaN, inf: Infinity, '-inf': -Infinity };
  if (text in special) return special[text]!;
  const [, sign, whole, fraction = '', exponent] = /^(-?)0x([01])(?:\.([0-9a-f]+))?p([+-]\d+)$/.exec(text)!;
  const power = Number(exponent);
  const size = Number.parseInt(whole + fraction, 16) / 16 ** fraction.length;
  // Two steps, since 2 to a power below -1074 is 0.
  const value = size * 2 ** Math.max(power, -1000) * 2 ** (power - Math.max(power, -1000));
  return sign === '-' ? -value : value;
}

test('npz is read back to the bit, and is the same to the byte when it is written again', () => {
  const { written } = npzFiles(files);
  for (const [k, { path, content }] of npzFiles(files).written.entries()) {
    expect(path).toBe(written[k]!.path);
    expect(Buffer.from(content).equals(Buffer.from(written[k]!.content)), path).toBe(true);
  }
  const read = new Map<string, ReadArray>();
  for (const { path, content } of written) {
    if (!path.endsWith('.npz')) continue;
    for (const [name, bytes] of Object.entries(unzipSync(content as Uint8Array))) {
      read.set(name.replace(/\.npy$/, ''), parseNpy(bytes));
    }
  }
  expectAll(read);
});

function parseNpy(bytes: Uint8Array): ReadArray {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  expect(Buffer.from(bytes.subarray(0, 8)).toString('latin1')).toBe('\x93NUMPY\x01\x00');
  const start = 10 + view.getUint16(8, true);
  expect(start % 64).toBe(0);
  const header = Buffer.from(bytes.subarray(10, start)).toString('latin1');
  const [, size, list] =
    /^\{'descr': '<f([48])', 'fortran_order': False, 'shape': \(([\d, ]*)\), \} *\n$/.exec(header)!;
  const shape = list!
    .split(',')
    .filter((word) => word.trim() !== '')
    .map(Number);
  return { shape, data: numbersIn(view, start, bytes.length, Number(size)) };
}

function numbersIn(view: DataView, from: number, to: number, size: number): readonly number[] {
  return Array.from({ length: (to - from) / size }, (_, k) =>
    size === 4 ? view.getFloat32(from + k * size, true) : view.getFloat64(from + k * size, true),
  );
}

test('safetensors is read back to the bit, without gaps and aligned', () => {
  const read = new Map<string, ReadArray>();
  for (const { path, content } of safetensorsFiles(files).written) {
    if (!path.endsWith('.safetensors')) continue;
    const bytes = content as Uint8Array;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const length = Number(view.getBigUint64(0, true));
    expect(length % 8).toBe(0);
    const { __metadata__, ...tensors } = JSON.parse(
      Buffer.from(bytes.subarray(8, 8 + length)).toString('utf8'),
    );
    expect(__metadata__.title).toEqual(expect.any(String));
    let end = 0;
    for (const [name, { dtype, shape, data_offsets: offsets }] of Object.entries<TensorEntry>(tensors)) {
      const size = dtype === 'F32' ? 4 : 8;
      expect(offsets[0]).toBe(end);
      expect(offsets[0] % size).toBe(0);
      end = offsets[1];
      read.set(name, { shape, data: numbersIn(view, 8 + length + offsets[0], 8 + length + end, size) });
    }
    expect(8 + length + end).toBe(bytes.length);
  }
  expectAll(read);
});

interface TensorEntry {
  readonly dtype: 'F32' | 'F64';
  readonly shape: readonly number[];
  readonly data_offsets: readonly [number, number];
}

describe('a script for web-platform-tests', () => {
  const { written, vectors: count } = wptFiles(files);

  /** Runs the script with a stand-in for the suite's resources, which collects its tests. */
  const graphs = () => {
    const collected: { test: WptTest; tolerance: number }[] = [];
    const sandbox = createContext({
      navigator: { ml: {} },
      buildAndExecuteGraph: () => {},
      webnn_conformance_test: (_: unknown, toleranceOf: (graph: object) => { value: number }, one: WptTest) =>
        collected.push({ test: one, tolerance: toleranceOf(one.graph).value }),
    });
    runInContext(written[0]!.content as string, sandbox);
    return collected;
  };

  test('runs a graph for each inference vector that WebNN can hold, which a right implementation passes', () => {
    const collected = graphs();
    expect(collected.length).toBe(count);
    expect(count).toBeGreaterThan(5);
    for (const { test: one, tolerance } of collected) {
      const { inputs, operators, expectedOutputs } = one.graph;
      const [, , , { options }] = operators[0]!.arguments as readonly [
        unknown,
        unknown,
        unknown,
        { options: WptOptions },
      ];
      const named = (name: string | undefined) =>
        name === undefined ? null : Float32Array.from(inputs[name]!.data);
      const given = {
        shape: inputs.input!.descriptor.shape,
        channelAxis: options.axis,
        input: named('input')!,
        gamma: named(options.scale),
        beta: named(options.bias),
        runningMean: named('mean')!,
        runningVariance: named('variance')!,
        epsilon: options.epsilon,
        gradOutput: new Float32Array(0),
        exponentialAverageFactor: 0,
        variation: 0,
      };
      const { output } = referenceOracle.inference(given, plainConventions);
      expectedOutputs.output!.data.forEach((wanted, at) => {
        expect(Math.abs(Math.fround(output[at]!) - wanted), one.name).toBeLessThanOrEqual(tolerance);
      });
    }
  });
});

interface WptOptions {
  readonly scale?: string;
  readonly bias?: string;
  readonly axis: number;
  readonly epsilon: number;
}

interface WptOperand {
  readonly data: readonly number[];
  readonly descriptor: { readonly shape: readonly number[]; readonly dataType: 'float32' };
}

interface WptTest {
  readonly name: string;
  readonly graph: {
    readonly inputs: Readonly<Record<string, WptOperand>>;
    readonly operators: readonly { readonly arguments: readonly unknown[] }[];
    readonly expectedOutputs: Readonly<Record<string, WptOperand>>;
  };
}

test('ONNX node tests run in ONNX Runtime, which stays within their tolerance', async () => {
  const some = pickVectors(committedVectors(), {
    requirements: ['BN-TRAIN-OUTPUT', 'BN-INFER-OUTPUT'],
    count: 16,
  });
  const { written, vectors: count } = await onnxFiles(some);
  expect(count).toBeGreaterThan(15);
  const byPath = new Map(written.map(({ path, content }) => [path, content]));
  for (const [path, model] of byPath) {
    if (!path.endsWith('/model.onnx')) continue;
    const folder = path.slice(0, -'/model.onnx'.length);
    const session = await ort.InferenceSession.create(model as Uint8Array, { intraOpNumThreads: 1 });
    const tensorAt = (name: string) =>
      parseTensorProto(byPath.get(`${folder}/test_data_set_0/${name}.pb`) as Uint8Array);
    const feeds = session.inputNames.map((name, k) => {
      const { dims, data } = tensorAt(`input_${k}`);
      return [name, new ort.Tensor('float32', data, dims)];
    });
    const outputs = await session.run(Object.fromEntries(feeds));
    const { rtol, atol } = JSON.parse(byPath.get(`${folder}/data.json`) as string);
    expect(rtol).toBe(0);
    for (const [k, name] of session.outputNames.entries()) {
      const wanted = tensorAt(`output_${k}`);
      expect(outputs[name]!.dims, folder).toEqual(wanted.dims);
      (outputs[name]!.data as Float32Array).forEach((y, at) => {
        expect(Math.abs(y - wanted.data[at]!), `${folder} ${name}`).toBeLessThanOrEqual(atol);
      });
    }
    await session.release();
  }
});

/** The fields dims (1), data_type (2), name (8) and raw_data (9) of a TensorProto, read from the definition of the wire format. */
function parseTensorProto(bytes: Uint8Array): { readonly dims: number[]; readonly data: Float32Array } {
  const dims: number[] = [];
  let data = new Float32Array(0);
  let at = 0;
  const varint = () => {
    let value = 0;
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++]!;
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
  };
  while (at < bytes.length) {
    const key = varint();
    const [field, kind] = [key >> 3, key & 7];
    const size = varint();
    if (kind === 0) {
      if (field === 1) dims.push(size);
      if (field === 2) expect(size).toBe(1);
      continue;
    }
    const end = at + size;
    // Sizes may be packed into one field.
    while (field === 1 && at < end) dims.push(varint());
    if (field === 9) data = new Float32Array(Uint8Array.from(bytes.subarray(at, end)).buffer);
    at = end;
  }
  return { dims, data };
}

test('what a vector expects is what its parts hold', () => {
  const vector = [...vectors.values()].find(({ id }) => id.startsWith('bn-train-output'))!;
  const names = partsOf(vector).map(({ name }) => name);
  expect(names).toContain('input/epsilon');
  expect(names).toContain('bound/output');
  const { output } = vector.expected as Expectations;
  expect(partsOf(vector).find(({ name }) => name === 'expected/output')!.data).toBe(output!.values);
});
