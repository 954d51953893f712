import type { Root } from 'protobufjs';
import type { Values } from '../../spec/contract.ts';
import { onnxMessages } from './onnx-messages.ts';
import { importPeer } from './peer.ts';

/** The inputs of BatchNormalization after X, in its order. */
export const parameterNames = ['scale', 'B', 'input_mean', 'input_var'] as const;

export type ParameterName = (typeof parameterNames)[number];

/** A graph of one BatchNormalization on float32. */
export interface OnnxBatchNorm {
  readonly mode: 'training' | 'inference';
  /** 15, or in inference also 9. */
  readonly opset: number;
  /** Rank of X. */
  readonly rank: number;
  /** Stored, as the attributes of ONNX are, in float32. */
  readonly epsilon: number;
  /** Weight of the old statistics; of no effect in inference. */
  readonly momentum: number;
  /** Constants of the graph in place of inputs; each becomes a tensor of its own. */
  readonly initializers: Readonly<Record<ParameterName, Values>> | null;
  /** Which of Y, running_mean and running_var are outputs of the graph. */
  readonly outputs: readonly string[];
}

export type OnnxEncoder = (graph: OnnxBatchNorm) => Uint8Array;

const float32Element = 1;
const attributeType = { float: 1, int: 2 };
/** The format of ONNX 1.10, which brought opset 15. */
const irVersion = 8;

/** Loads what writes ONNX models; rejects where protobufjs is missing. */
export async function loadOnnxEncoder(): Promise<OnnxEncoder> {
  const { Root: Schema } = await importPeer<{ Root: typeof Root }>('protobufjs/light.js', 'protobufjs@8.8.1');
  const model = Schema.fromJSON({ nested: onnxMessages }).lookupType('ModelProto');
  return (graph) => model.encode(model.fromObject(modelOf(graph))).finish();
}

/** The message, as specified at https://onnx.ai/onnx/operators/onnx__BatchNormalization.html */
function modelOf({ mode, opset, rank, epsilon, momentum, initializers, outputs }: OnnxBatchNorm) {
  const training = mode === 'training';
  const attribute = [{ name: 'epsilon', f: epsilon, type: attributeType.float }];
  const trainingAttributes = [
    { name: 'momentum', f: momentum, type: attributeType.float },
    { name: 'training_mode', i: 1, type: attributeType.int },
  ];
  const node = {
    opType: 'BatchNormalization',
    input: ['X', ...parameterNames],
    output: training ? ['Y', 'running_mean', 'running_var'] : ['Y'],
    attribute: training ? [...attribute, ...trainingAttributes] : attribute,
  };
  const inputs = initializers === null ? ['X', ...parameterNames] : ['X'];
  const value = (name: string) => valueInfo(name, name === 'X' || name === 'Y' ? rank : 1);
  return {
    irVersion,
    opsetImport: [{ version: opset }],
    graph: {
      name: 'batch normalization',
      node: [node],
      input: inputs.map(value),
      output: outputs.map(value),
      initializer: initializers && parameterNames.map((name) => initializer(name, initializers[name])),
    },
  };
}

/** A float32 value of a rank, its sizes left open. */
function valueInfo(name: string, rank: number) {
  const dim = Array.from({ length: rank }, (_, axis) => ({ dimParam: `${name}_${axis}` }));
  return { name, type: { tensorType: { elemType: float32Element, shape: { dim } } } };
}

/** Raw data is little-endian in the format, as are all processors that the runtimes support. */
function initializer(name: string, values: Values) {
  const rawData = new Uint8Array(values.buffer, values.byteOffset, values.byteLength);
  return { name, dataType: float32Element, dims: [values.length], rawData };
}
