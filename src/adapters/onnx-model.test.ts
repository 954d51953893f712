import protobuf from 'protobufjs/light.js';
import { expect, test } from 'vitest';
import { onnxMessages } from './onnx-messages.ts';
import { loadOnnxEncoder, type OnnxBatchNorm } from './onnx-model.ts';

const encode = await loadOnnxEncoder();
const model = protobuf.Root.fromJSON({ nested: onnxMessages }).lookupType('ModelProto');
const decoded = (bytes: Uint8Array) => model.toObject(model.decode(bytes), { longs: Number });

const training: OnnxBatchNorm = {
  mode: 'training',
  opset: 15,
  rank: 4,
  epsilon: 0.1,
  momentum: 0.7,
  initializers: null,
  outputs: ['Y', 'running_mean', 'running_var'],
};
const initializers = {
  scale: Float32Array.of(1, 2),
  B: Float32Array.of(3, 4),
  input_mean: Float32Array.of(5, 6),
  input_var: new Float32Array([99, 7, 8]).subarray(1),
};
const names = (values: readonly { name: string }[]) => values.map(({ name }) => name);

test('begins with the IR version, as the format has it on the wire', () => {
  // Field 1 as a varint, then the version: the format's own numbers, not those of the descriptor above.
  expect([...encode(training).subarray(0, 2)]).toEqual([1 << 3, 8]);
});

test('a training graph has one node with momentum and training_mode, and open sizes', () => {
  const { graph, opsetImport } = decoded(encode(training));
  expect(opsetImport).toEqual([{ version: 15 }]);
  expect(graph.node).toHaveLength(1);
  expect(graph.node[0]).toMatchObject({
    opType: 'BatchNormalization',
    input: ['X', 'scale', 'B', 'input_mean', 'input_var'],
    output: ['Y', 'running_mean', 'running_var'],
  });
  expect(graph.node[0].attribute).toEqual([
    { name: 'epsilon', f: Math.fround(0.1), type: 1 },
    { name: 'momentum', f: Math.fround(0.7), type: 1 },
    { name: 'training_mode', i: 1, type: 2 },
  ]);
  expect(graph.input[0].type.tensorType.shape.dim).toHaveLength(4);
  expect(graph.input[1].type.tensorType.shape.dim).toHaveLength(1);
});

test('an inference graph has an epsilon only, and the one output', () => {
  const { graph } = decoded(encode({ ...training, mode: 'inference', opset: 9, outputs: ['Y'] }));
  expect(graph.node[0].output).toEqual(['Y']);
  expect(names(graph.node[0].attribute)).toEqual(['epsilon']);
});

test('initializers take the place of inputs, each a tensor of its own with its numbers in little-endian', () => {
  const { graph } = decoded(encode({ ...training, initializers, outputs: ['Y'] }));
  expect(names(graph.input)).toEqual(['X']);
  expect(names(graph.output)).toEqual(['Y']);
  expect(names(graph.initializer)).toEqual(['scale', 'B', 'input_mean', 'input_var']);
  const view = new DataView(Uint8Array.from(graph.initializer[3].rawData).buffer);
  expect([view.byteLength, view.getFloat32(0, true), view.getFloat32(4, true)]).toEqual([8, 7, 8]);
  // The node still names all of its outputs, requested or not.
  expect(graph.node[0].output).toHaveLength(3);
});

test('different graphs have different bytes, equal graphs the same', () => {
  const variants: OnnxBatchNorm[] = [
    training,
    { ...training, epsilon: 0.2 },
    { ...training, momentum: 0.8 },
    { ...training, rank: 3 },
    { ...training, opset: 14 },
    { ...training, outputs: ['Y'] },
    { ...training, initializers },
    { ...training, initializers: { ...initializers, B: Float32Array.of(3, 5) } },
  ];
  const hex = (graph: OnnxBatchNorm) => Buffer.from(encode(graph)).toString('hex');
  expect(new Set(variants.map(hex)).size).toBe(variants.length);
  expect(hex({ ...training })).toBe(hex(training));
});
